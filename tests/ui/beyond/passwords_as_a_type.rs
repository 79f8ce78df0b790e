//! token: Passwords
//! token: passwords
//! token: <Passwords>
//! fix: Passwords::new()

use auth::prelude::*;

use auth::provider::Passwords;

fn main() {
    let _ = Auth::builder().passwords::<Passwords>();
}
