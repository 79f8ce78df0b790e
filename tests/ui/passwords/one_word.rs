//! token: "Acme"
//! fix: list of one

use auth::prelude::*;

use auth::provider::Passwords;

fn main() {
    let _ = Auth::builder().passwords(Passwords::new().words("Acme"));
}
