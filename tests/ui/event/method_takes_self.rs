//! token: &self
//! fix: takes no `self`

pub use auth::prelude::*;

pub struct Callbacks;

impl Callbacks {
    #[auth::event(sign_in)]
    async fn seen(&self, event: SignInEvent<'_>) {
        let _ = event;
    }
}

fn main() {}
