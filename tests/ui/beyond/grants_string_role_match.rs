//! token: "admin"
//! fix: as_str

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub role: String,
}

#[auth::permissions]
pub enum Permission {
    Read,
    Refund,
}

#[auth::grants]
fn granted(session: &Session<Visible>) -> Set<Permission> {
    match session.role {
        "admin" => Set::all(),
        _ => Set::NONE,
    }
}

fn main() {}
