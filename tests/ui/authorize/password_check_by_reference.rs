//! token: &PasswordCheck<'_>
//! fix: PasswordCheck<'_>`

use auth::prelude::*;

use auth::callback::PasswordCheck;

#[auth::credentials]
struct Login {
    name: String,
}

#[auth::authorize]
async fn login(form: Login, check: &PasswordCheck<'_>) -> Option<User> {
    let _ = check;
    Some(User::new(form.name))
}

fn main() {}
