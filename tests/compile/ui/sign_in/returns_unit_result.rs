use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::sign_in]
async fn guard(user: &User) -> Result<()> {
    let _ = user;
    Ok(())
}

fn main() {
    let _ = Wiring::state(()).sign_in::<guard>();
}
