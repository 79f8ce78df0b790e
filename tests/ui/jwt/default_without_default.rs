//! token: Role
//! fix: put `#[derive(Default)]` on it, or make the field an `Option`

#[derive(serde::Serialize, serde::Deserialize)]
pub enum Role {
    Admin,
}

#[auth::jwt]
pub struct Token {
    #[auth(default)]
    pub role: Role,
}

fn main() {}
