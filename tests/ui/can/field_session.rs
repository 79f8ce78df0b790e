//! token: session
//! fix: admin

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

async fn handler(can: Can<Session<Visible>, permission::Read>) -> String {
    can.session.admin.to_string()
}

fn main() {}
