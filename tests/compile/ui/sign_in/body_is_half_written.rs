use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::sign_in]
async fn guard(user: &User) -> bool {
    let _ = user.;
    true
}

fn main() {
    let _ = Wiring::state(()).sign_in::<guard>();
}
