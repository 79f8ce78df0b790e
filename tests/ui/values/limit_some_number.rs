//! token: Some(5)
//! fix: expected a `RateLimit` or `None`

use auth::prelude::*;

fn main() {
    let _ = Auth::builder().account_limit(Some(5));
}
