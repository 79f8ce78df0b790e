//! token: Visible
//! token: Guard<admins, Visible>
//! token: Guard
//! fix: remove

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[auth::guard]
async fn admins(session: &Session<Visible>) -> bool {
    session.admin
}

async fn page(_: Guard<admins, Visible>) -> String {
    String::new()
}

fn main() {}
