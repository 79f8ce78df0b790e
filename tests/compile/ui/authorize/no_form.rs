use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::authorize]
async fn login() -> Option<User> {
    Some(User::new("1"))
}

fn main() {
    let _ = Wiring::state(()).credentials::<login>();
}
