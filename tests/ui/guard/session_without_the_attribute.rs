//! token: Visible
//! fix: put `#[auth::session]` on the struct that holds what the browser may see

use auth::prelude::*;

pub struct Visible {
    pub admin: bool,
}

#[auth::guard]
async fn admins(session: &Session<Visible>) -> bool {
    session.admin
}

fn main() {}
