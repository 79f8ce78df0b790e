use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::credentials]
pub struct Login {
    pub name: String,
    pub tags: Vec<String>,
}

#[auth::authorize]
async fn login(form: Login) -> Option<User> {
    Some(User::new(form.name))
}

fn main() {
    let _ = Wiring::state(()).credentials::<login>();
}
