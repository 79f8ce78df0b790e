//! token: auth_version
//! fix: give this field another name

#[auth::jwt]
pub struct Token {
    pub auth_version: u32,
}

fn main() {}
