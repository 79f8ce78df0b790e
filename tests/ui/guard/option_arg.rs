//! token: role
//! fix: function itself

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub id: UserId,
    pub admin: bool,
}

#[auth::guard(role = "admin")]
async fn has_role(session: &Session<Visible>) -> bool {
    session.admin
}

fn main() {}
