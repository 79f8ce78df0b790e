//! token: session.role
//! fix: ensure that all possible cases are being handled

use auth::prelude::*;

#[derive(serde::Serialize)]
pub enum Role {
    Clerk,
    Manager,
}

#[auth::session]
pub struct Visible {
    pub role: Role,
}

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

#[auth::grants]
fn granted(session: &Session<Visible>) -> Set<Permission> {
    match session.role {
        Role::Clerk => [Permission::Read].into(),
    }
}

fn main() {}
