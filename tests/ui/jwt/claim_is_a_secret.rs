//! token: Secret
//! fix: put `#[derive(serde::Serialize, serde::Deserialize)]` on the types of claims; a

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub refresh_token: Secret,
}

fn main() {}
