//! token: scopes
//! fix: There are `prefix

#[auth::api_key(prefix = "acme", scopes = Permission)]
pub struct Key {}

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
}

fn main() {}
