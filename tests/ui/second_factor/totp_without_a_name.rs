//! token: totp
//! fix: argument #1 is missing

use auth::prelude::*;

fn main() {
    let _ = Auth::builder().totp();
}
