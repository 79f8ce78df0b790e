//! token: Languages::from_accept_language()
//! fix: expected `Words`

use auth::prelude::*;

use auth::page::Languages;

fn main() {
    let _ = Auth::builder().words(Languages::from_accept_language());
}
