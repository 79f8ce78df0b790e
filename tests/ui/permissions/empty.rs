//! token: Permission
//! fix: `enum Permission { Read, Refund }`

#[auth::permissions]
pub enum Permission {}

fn main() {}
