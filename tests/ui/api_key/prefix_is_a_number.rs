//! token: 7
//! fix: write `prefix = "acme"`

#[auth::api_key(prefix = 7)]
struct Key {
    project: u32,
}

fn main() {}
