//! token: &self
//! fix: takes no `self`

pub use auth::prelude::*;

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
}

pub struct Callbacks;

impl Callbacks {
    #[auth::grants]
    fn granted(&self, session: &Session) -> Set<Permission> {
        if session.user.name.is_some() { Set::all() } else { Set::NONE }
    }
}

fn main() {}
