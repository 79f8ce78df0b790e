//! token: email
//! fix: take it apart first, by `let Some(Form(form)) = form else

use auth::prelude::*;

#[auth::credentials]
struct Login {
    #[auth(email, required)]
    email: String,
    #[auth(password, required)]
    password: Secret,
}

#[auth::jwt]
struct Token {
    id: UserId,
    role: String,
}

#[auth::authorize]
async fn login(form: Login) -> Option<User> {
    Some(User::new(form.email))
}

#[auth::jwt]
async fn issue(user: &User, form: Option<Form<Login>>) -> Token {
    Token { id: user.id.clone(), role: form.email.clone() }
}

fn main() {
    let _ = Auth::builder().credentials::<login>().jwt::<issue>();
}
