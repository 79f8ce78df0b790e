//! token: "from_v1"
//! fix: migrate = from_v1

use auth::prelude::*;

#[auth::jwt]
pub struct V1 {
    pub admin: bool,
}

#[auth::jwt(version = 2, migrate = "from_v1")]
pub struct Token {
    pub id: UserId,
}

fn from_v1(_: V1) -> Token {
    todo!()
}

fn main() {}
