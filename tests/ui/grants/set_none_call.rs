//! token: Set::none()
//! fix: `Set::NONE`

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub id: UserId,
    pub admin: bool,
}

#[auth::permissions]
pub enum Permission {
    Read,
    Refund,
}

#[auth::grants]
fn granted(session: &Session<Visible>) -> Set<Permission> {
    if session.admin { Set::all() } else { Set::none() }
}

fn main() {}
