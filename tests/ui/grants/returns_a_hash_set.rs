//! token: HashSet<Permission>
//! fix: returns `Set<…>` of the enum

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

use std::collections::HashSet;

#[auth::grants]
fn granted(session: &Session<Visible>) -> HashSet<Permission> {
    let _ = session;
    HashSet::new()
}

fn main() {}
