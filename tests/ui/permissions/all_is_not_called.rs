//! token: Set::all
//! fix: ()

use auth::prelude::*;

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

fn everything() -> Set<Permission> {
    Set::all
}

fn main() {}
