use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::sign_in]
async fn guard<Db>(user: &User, State(db): State<Db>) -> bool {
    let _ = db;
    user.email.is_some()
}

fn main() {
    let _ = Wiring::state(()).sign_in::<guard>();
}
