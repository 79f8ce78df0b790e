//! token: from_v1
//! fix: put `#[auth::jwt]` on `V1`, the struct of the previous version

pub struct V1 {
    pub admin: bool,
}

#[auth::jwt(version = 2, migrate = from_v1)]
pub struct Token {
    pub role: String,
}

fn from_v1(old: V1) -> Token {
    Token { role: if old.admin { "admin" } else { "user" }.to_owned() }
}

fn main() {}
