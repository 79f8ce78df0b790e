//! token: from_v1
//! fix: return the new claims

#[auth::jwt]
pub struct V1 {
    pub admin: bool,
}

#[auth::jwt(version = 2, migrate = from_v1)]
pub struct Token {
    pub role: String,
}

async fn from_v1(old: V1) -> Token {
    Token { role: old.admin.to_string() }
}

fn main() {}
