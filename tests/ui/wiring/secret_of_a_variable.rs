//! token: std::env::var("SECRET")
//! fix: take the value

use auth::prelude::*;

fn main() {
    let _ = Auth::builder().secret(std::env::var("SECRET"));
}
