//! token: true
//! fix: name the URL with `.url(…)`

use auth::prelude::*;

fn main() {
    let _ = Auth::builder().state(()).trust_host(true).build();
}
