//! token: Guard(session)
//! token: Guard
//! fix: session

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[auth::guard]
async fn admins(session: &Session<Visible>) -> bool {
    session.admin
}

async fn page(Guard(session): Guard<admins>) -> String {
    session.admin.to_string()
}

fn main() {}
