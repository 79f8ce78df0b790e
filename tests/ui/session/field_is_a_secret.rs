//! token: Secret
//! fix: a secret does not belong in what the browser may see

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub password: Secret,
}

fn main() {}
