//! token: Update<Rename>
//! fix: put the fields into one struct

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
}

#[derive(serde::Deserialize)]
pub struct Rename {
    pub name: String,
}

#[auth::jwt(update)]
async fn rename(token: &mut Jwt<Token>, Update(one): Update<Rename>, Update(two): Update<Rename>) {
    token.name = Some(one.name + &two.name);
}

fn main() {}
