use auth::prelude::*;
use auth_compile_tests::Wiring;

pub struct Login {
    pub name: String,
}

#[auth::authorize]
async fn login(form: Login) -> Option<User> {
    Some(User::new(form.name))
}

fn main() {
    let _ = Wiring::state(()).credentials::<login>();
}
