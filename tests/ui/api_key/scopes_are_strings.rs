//! token: Vec<String>
//! fix: write `scopes: Set<Permission>`

#[auth::api_key(prefix = "acme")]
pub struct Key {
    pub scopes: Vec<String>,
}

fn main() {}
