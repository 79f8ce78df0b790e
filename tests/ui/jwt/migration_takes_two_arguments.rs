//! token: from_v1
//! fix: expected fn pointer `fn(_) -> _`

#[auth::jwt]
pub struct V1 {
    pub admin: bool,
}

#[auth::jwt(version = 2, migrate = from_v1)]
pub struct Token {
    pub role: String,
}

fn from_v1(old: V1, version: u32) -> Token {
    Token { role: format!("{} {version}", old.admin) }
}

fn main() {}
