//! token: std::env::var("ID")
//! fix: take the value

use auth::{prelude::*, provider::GitHub};

fn main() {
    let _ = Auth::builder().provider(GitHub::new(std::env::var("ID"), "secret"));
}
