//! token: [1, 2]
//! fix: expected a string

use auth::prelude::*;

fn main() {
    let _ = Auth::builder().secrets([1, 2]);
}
