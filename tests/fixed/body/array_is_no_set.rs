//! Mended as the message says.

use auth::prelude::*;

#[auth::session]
struct Visible {
    role: String,
}

#[auth::permissions]
enum Permission {
    Read,
    Refund,
}

#[auth::grants]
fn granted(session: &Session<Visible>) -> Set<Permission> {
    if session.role == "admin" { Set::all() } else { [Permission::Read].into() }
}

fn main() {}
