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
