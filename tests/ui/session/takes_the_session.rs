//! token: Session
//! fix: a session callback returns the session

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub id: UserId,
}

#[auth::session]
async fn show(session: Session) -> Visible {
    Visible { id: session.user.name.unwrap_or_default().into() }
}

fn main() {}
