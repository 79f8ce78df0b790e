//! token: &self
//! fix: takes no `self`

pub use auth::prelude::*;

pub struct Callbacks;

impl Callbacks {
    #[auth::redirect]
    async fn home(&self, url: RedirectUrl<'_>) -> Target {
        let _ = url;
        Target::Home
    }
}

fn main() {}
