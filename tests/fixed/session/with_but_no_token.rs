//! Mended as the message says.

#[auth::jwt]
pub struct Token {
    pub admin: bool,
}

impl Token {
    fn is_admin(&self) -> bool {
        self.admin
    }
}

#[auth::session(from = Token)]
pub struct Visible {
    #[auth(with = Token::is_admin)]
    pub admin: bool,
}

fn main() {}
