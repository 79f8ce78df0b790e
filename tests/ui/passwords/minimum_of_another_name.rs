//! token: minimum_length
//! fix: min_length

use auth::prelude::*;

use auth::provider::Passwords;

fn main() {
    let _ = Auth::builder().passwords(Passwords::new().minimum_length(8));
}
