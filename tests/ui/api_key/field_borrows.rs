//! token: &'static str
//! token: &
//! fix: write `String`

#[auth::api_key(prefix = "acme")]
pub struct Key {
    pub project: &'static str,
}

fn main() {}
