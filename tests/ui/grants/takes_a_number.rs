//! token: u8
//! fix: it can take `&Session<…>`

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
async fn granted(_: &Session<Visible>, level: u8) -> Set<Permission> {
    if level > 0 { Set::all() } else { Set::NONE }
}

fn main() {}
