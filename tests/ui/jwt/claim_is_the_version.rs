#[auth::jwt]
pub struct Token {
    pub auth_version: u32,
}

fn main() {}
