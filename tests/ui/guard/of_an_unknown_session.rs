//! token: Visble
//! fix: a struct with a similar name exists

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[auth::guard]
async fn admins(session: &Session<Visble>) -> bool {
    session.admin
}

fn main() {}
