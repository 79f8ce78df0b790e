use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    pub password: Secret,
}

#[auth::sign_in]
async fn anyone(form: Option<Form<Login>>) -> bool {
    form.is_some_and(|Form(login)| !login.password.is_empty())
}
