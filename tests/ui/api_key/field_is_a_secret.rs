//! token: Secret
//! fix: a `Secret` does not belong here

use auth::prelude::*;

#[auth::api_key(prefix = "acme")]
pub struct Key {
    pub webhook: Secret,
}

fn main() {}
