//! token: extern "C"
//! fix: remove `extern "C"`

use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    pub name: String,
}

#[auth::authorize]
async extern "C" fn login(form: Login) -> Option<User> {
    Some(User::new(form.name))
}

fn main() {}
