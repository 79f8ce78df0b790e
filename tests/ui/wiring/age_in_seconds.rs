//! token: 3600
//! fix: expected `Duration`

use auth::prelude::*;

fn main() {
    let _ = Auth::builder().session_max_age(3600);
}
