//! token: Secret
//! fix: put `#[derive(serde::Serialize)]` on a type of your own; secrets and the tokens

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub password: Secret,
}

fn main() {}
