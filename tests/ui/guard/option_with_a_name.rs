//! token: admin
//! fix: There is only `crate = ::auth`

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[auth::guard(admin)]
async fn admins(session: &Session<Visible>) -> bool {
    session.admin
}

fn main() {}
