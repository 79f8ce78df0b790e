//! token: (u32)
//! fix: struct Name { field: Type }

#[auth::api_key(prefix = "acme")]
pub struct Key(u32);

fn main() {}
