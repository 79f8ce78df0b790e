use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::sign_in]
async fn guard(user: &User) -> Option<&str> {
    user.email.as_deref()
}

fn main() {
    let _ = Wiring::state(()).sign_in::<guard>();
}
