use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::sign_in]
async fn guard(user: &User) -> String {
    user.id.as_str().to_owned()
}

fn main() {
    let _ = Wiring::state(()).sign_in::<guard>();
}
