//! token: unsafe
//! fix: remove `unsafe`

use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    pub name: String,
}

#[auth::authorize]
async unsafe fn login(form: Login) -> Option<User> {
    Some(User::new(form.name))
}

fn main() {}
