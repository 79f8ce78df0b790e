//! token: Permission
//! fix: write `scopes: Set<Permission>`

#[auth::permissions]
#[derive(Clone, Copy, serde::Serialize, serde::Deserialize)]
pub enum Permission {
    Read,
    Refund,
}

#[auth::api_key(prefix = "acme")]
pub struct Key {
    pub scopes: Permission,
}

fn main() {}
