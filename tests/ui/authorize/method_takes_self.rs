//! token: &self
//! fix: takes no `self`

pub use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    pub name: String,
}

pub struct Callbacks;

impl Callbacks {
    #[auth::authorize]
    async fn login(&self, form: Login) -> Option<User> {
        Some(User::new(form.name))
    }
}

fn main() {}
