//! token: form_v1
//! fix: a function with a similar name exists

#[auth::jwt]
pub struct V1 {
    pub admin: bool,
}

#[auth::jwt(version = 2, migrate = form_v1)]
pub struct Token {
    pub role: String,
}

pub fn from_v1(old: V1) -> Token {
    Token { role: old.admin.to_string() }
}

fn main() {}
