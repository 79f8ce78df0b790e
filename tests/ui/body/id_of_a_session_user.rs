//! token: id
//! fix: write `session.id`

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
    session.user.id == "1"
}

fn main() {}
