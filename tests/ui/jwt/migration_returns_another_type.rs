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

fn from_v1(old: V1) -> String {
    if old.admin { "admin" } else { "user" }.to_owned()
}

fn main() {}
