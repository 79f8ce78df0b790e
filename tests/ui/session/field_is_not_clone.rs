//! token: Role
//! fix: that type must be `Clone`

#[derive(serde::Serialize, serde::Deserialize)]
pub struct Role;

#[auth::jwt]
pub struct Token {
    pub role: Role,
}

#[auth::session(from = Token)]
pub struct Visible {
    pub role: Role,
}

fn main() {}
