//! token: Patch
//! fix: Update(patch): Update<Patch>

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub role: String,
}

#[derive(serde::Deserialize)]
pub struct Patch {
    pub role: String,
}

#[auth::jwt(update)]
async fn change(token: &mut Jwt<Token>, Update(patch): Patch) {
    token.role = patch.role;
}

fn main() {}
