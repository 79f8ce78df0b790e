//! token: 42
//! fix: `SeededRandom`

use auth::prelude::*;

fn main() {
    let _ = Auth::builder().random(42);
}
