//! token: with
//! fix: write `#[auth::session(from = Token)]` on the struct

#[auth::session]
pub struct Visible {
    #[auth(with = Token::is_admin)]
    pub admin: bool,
}

fn main() {}
