//! token: migrate
//! fix: write the version of this one, for example `version = 2`

#[auth::jwt]
pub struct V1 {
    pub admin: bool,
}

#[auth::jwt(migrate = from_v1)]
pub struct Token {
    pub role: String,
}

fn from_v1(old: V1) -> Token {
    Token { role: if old.admin { "admin" } else { "user" }.to_owned() }
}

fn main() {}
