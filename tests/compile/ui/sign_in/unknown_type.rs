use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::sign_in]
async fn guard(user: &User, State(db): State<Database>) -> bool {
    let _ = (user, db);
    true
}

fn main() {
    let _ = Wiring::state(()).sign_in::<guard>();
}
