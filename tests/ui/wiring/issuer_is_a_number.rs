//! token: 7
//! fix: expected a string

use auth::prelude::*;

fn main() {
    let _ = Auth::builder().totp(7);
}
