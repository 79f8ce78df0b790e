//! token: Team
//! fix: put `#[derive(PartialEq, Eq, Hash)]` on it

use std::collections::HashMap;

#[derive(serde::Serialize, serde::Deserialize)]
pub struct Team(String);

#[auth::jwt]
pub struct Token {
    pub teams: HashMap<Team, u8>,
}

fn main() {}
