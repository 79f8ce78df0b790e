//! token: "dark"
//! fix: expected `Theme`

use auth::prelude::*;

fn main() {
    let _ = Auth::builder().theme("dark");
}
