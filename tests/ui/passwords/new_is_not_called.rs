//! token: Passwords::new
//! fix: ()

use auth::prelude::*;

use auth::provider::Passwords;

fn main() {
    let _ = Auth::builder().passwords(Passwords::new);
}
