#[auth::jwt]
pub struct Token {
    #[auth(rename = level)]
    pub admin: bool,
}

fn main() {}
