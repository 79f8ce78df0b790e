//! token: Vec<Permission>
//! fix: scopes: Set<Permission>

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

#[auth::api_key(prefix = "acme")]
pub struct Key {
    pub scopes: Vec<Permission>,
}

fn main() {}
