//! token: "acme"
//! token: api_keys
//! fix: .api_keys::<

use auth::prelude::*;

#[auth::api_key(prefix = "acme")]
pub struct Key {}

fn main() {
    let _ = Auth::builder().state(()).api_keys("acme").build();
}
