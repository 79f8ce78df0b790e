//! token: admins
//! fix: Guard<admins>

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub id: UserId,
    pub admin: bool,
}

#[auth::guard]
async fn admins(session: &Session<Visible>) -> bool {
    session.admin
}

async fn page(_: Guard<admins()>) {}

fn main() {}
