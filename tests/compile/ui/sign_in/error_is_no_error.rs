use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::sign_in]
async fn guard(user: &User) -> Result<bool, u8> {
    user.email.is_some().then_some(true).ok_or(1)
}

fn main() {
    let _ = Wiring::state(()).sign_in::<guard>();
}
