//! token: 7
//! fix: write `prefix = "7"`

#[auth::api_key(prefix = 7)]
struct Key {
    project: u32,
}

fn main() {}
