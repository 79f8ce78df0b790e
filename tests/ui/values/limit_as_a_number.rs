//! token: 10
//! fix: `RateLimit::new(10, Duration::from_secs(60))`

use auth::prelude::*;

fn main() {
    let _ = Auth::builder().sign_in_limit(10);
}
