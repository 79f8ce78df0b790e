//! token: &str
//! fix: write `String`

#[auth::api_key(prefix = "acme")]
pub struct Key {
    pub label: &str,
}

fn main() {}
