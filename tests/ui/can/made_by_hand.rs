//! token: new
//! fix: private

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

#[auth::grants]
fn granted(session: &Session<Visible>) -> Set<Permission> {
    if session.admin { Set::all() } else { Set::NONE }
}

fn forge(session: Session<Visible>) -> Can<Session<Visible>, permission::Refund> {
    Can::new(session)
}

fn main() {}
