use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::sign_in]
const fn guard(user: &User) -> bool {
    user.email.is_some()
}

fn main() {
    let _ = Wiring::state(()).sign_in::<guard>();
}
