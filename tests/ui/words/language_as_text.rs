//! token: "de"
//! fix: expected `Words`

use auth::prelude::*;

fn main() {
    let _ = Auth::builder().words("de");
}
