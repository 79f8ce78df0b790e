//! Mended as the message says.

use auth::prelude::*;

#[auth::jwt]
struct Token {
    id: UserId,
    role: String,
}

#[auth::session(from = Token)]
struct Visible {
    id: UserId,
}

#[auth::guard]
async fn owner(session: &Session<Visible>) -> bool {
    session.id == "1"
}

fn main() {}
