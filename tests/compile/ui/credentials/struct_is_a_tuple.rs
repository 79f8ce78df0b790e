use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::credentials]
pub struct Login(String);

#[auth::authorize]
async fn login(form: Login) -> Option<User> {
    Some(User::new(form.0))
}

fn main() {
    let _ = Wiring::state(()).credentials::<login>();
}
