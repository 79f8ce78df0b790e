//! token: session
//! fix: remove one of the two

#[auth::api_key(prefix = "acme")]
#[auth::session]
pub struct Key {
    pub project: u32,
}

fn main() {}
