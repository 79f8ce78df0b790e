//! token: Secret
//! fix: a secret does not belong there

use auth::prelude::*;

#[auth::api_key(prefix = "acme")]
pub struct Key {
    pub webhook: Secret,
}

fn main() {}
