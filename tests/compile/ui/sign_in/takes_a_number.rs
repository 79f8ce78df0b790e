use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::sign_in]
async fn guard(user: &User, attempts: u32) -> bool {
    user.email.is_some() && attempts < 3
}

fn main() {
    let _ = Wiring::state(()).sign_in::<guard>();
}
