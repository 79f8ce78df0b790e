use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::sign_in]
async fn guard(user: &User, headers: &Headers) -> bool {
    user.email.is_some() && headers.is_empty()
}

fn main() {
    let _ = Wiring::state(()).sign_in::<guard>();
}
