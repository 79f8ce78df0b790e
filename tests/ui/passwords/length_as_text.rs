//! token: "8"
//! fix: expected `usize`

use auth::prelude::*;

use auth::provider::Passwords;

fn main() {
    let _ = Auth::builder().passwords(Passwords::new().min_length("8"));
}
