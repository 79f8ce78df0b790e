//! token: push
//! fix: insert

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
    let mut set = Set::new();
    if session.admin {
        set.push(Permission::Read);
    }
    set
}

fn main() {}
