//! token: "admins"
//! fix: admins

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[auth::guard]
async fn admins(session: &Session<Visible>) -> bool {
    session.admin
}

async fn page(_: Guard<"admins">) -> String {
    String::new()
}

fn main() {}
