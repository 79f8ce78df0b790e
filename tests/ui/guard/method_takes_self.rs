//! token: &self
//! fix: takes no `self`

pub use auth::prelude::*;

pub struct Callbacks;

impl Callbacks {
    #[auth::guard]
    async fn admins(&self, session: &Session) -> bool {
        session.user.name.is_some()
    }
}

fn main() {}
