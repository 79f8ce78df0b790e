//! token: &mut Session<Visible>
//! fix: a session callback returns the session

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub role: String,
    pub level: u8,
}

#[auth::session]
pub struct Visible {
    pub id: UserId,
    pub admin: bool,
}

#[auth::session]
async fn show(session: &mut Session<Visible>, token: &Jwt<Token>) {
    session.admin = token.level > 1;
}

fn main() {}
