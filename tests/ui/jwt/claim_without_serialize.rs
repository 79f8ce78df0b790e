//! token: Role
//! fix: it lacks `#[derive(serde::Serialize)]`

#[derive(serde::Deserialize)]
pub enum Role {
    Admin,
}

#[auth::jwt]
pub struct Token {
    pub roles: Vec<Role>,
}

fn main() {}
