//! token: <const N: usize>
//! fix: write the types out

use auth::prelude::*;

#[auth::credentials]
pub struct Login<const N: usize> {
    pub password: Secret,
}

#[auth::authorize]
async fn login(form: Login) -> Option<User> {
    let _ = form.password;
    None
}

fn main() {}
