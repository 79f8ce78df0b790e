use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::credentials]
pub struct Login {
    pub name: String,
    pub password: Secret,
}

#[auth::authorize]
async fn login(form: Login) -> Result<bool> {
    Ok(form.name == "ada")
}

fn main() {
    let _ = Wiring::state(()).credentials::<login>();
}
