//! token: Auth::new()
//! token: new
//! fix: write `Auth::builder()`

use auth::prelude::*;

fn main() {
    let _ = Auth::new();
}
