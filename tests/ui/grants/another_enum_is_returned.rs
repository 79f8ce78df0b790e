//! token: Set::<Feature>::all()
//! fix: expected `Set<Permission>`, found `Set<Feature>`

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

#[auth::permissions]
pub enum Feature {
    Beta,
}

#[auth::grants]
fn granted(_: &Session<Visible>) -> Set<Permission> {
    Set::<Feature>::all()
}

fn main() {}
