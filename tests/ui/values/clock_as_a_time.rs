//! token: std::time::SystemTime::now()
//! fix: `SystemClock`

use auth::prelude::*;

fn main() {
    let _ = Auth::builder().clock(std::time::SystemTime::now());
}
