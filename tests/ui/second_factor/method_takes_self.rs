//! token: &self
//! fix: takes no `self`

pub use auth::prelude::*;

pub struct Callbacks;

impl Callbacks {
    #[auth::second_factor]
    async fn needed(&self, user: &User) -> SecondFactor {
        let _ = user;
        SecondFactor::Required
    }
}

fn main() {}
