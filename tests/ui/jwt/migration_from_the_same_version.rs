//! token: from_old
//! fix: must take the struct of an older version

#[auth::jwt(version = 2)]
pub struct Old {
    pub admin: bool,
}

#[auth::jwt(version = 2, migrate = from_old)]
pub struct Token {
    pub role: String,
}

fn from_old(old: Old) -> Token {
    Token { role: if old.admin { "admin" } else { "user" }.to_owned() }
}

fn main() {}
