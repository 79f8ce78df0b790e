//! token: passwords
//! fix: Passwords

use auth::prelude::*;

fn main() {
    let _ = Auth::builder().passwords();
}
