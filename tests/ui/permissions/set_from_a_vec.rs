//! token: into
//! token: vec![Permission::Read]
//! token: vec![Permission::Read].into()
//! fix: From<[

use auth::prelude::*;

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

fn reader() -> Set<Permission> {
    vec![Permission::Read].into()
}

fn main() {}
