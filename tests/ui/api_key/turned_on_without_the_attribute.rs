//! token: Key
//! fix: put `#[auth::api_key(prefix = "acme")]` on the struct

use auth::prelude::*;

pub struct Key {
    pub project: u32,
}

fn builder() {
    let _ = Auth::builder().api_keys::<Key>();
}

fn main() {}
