//! token: fn
//! fix: goes on a struct with named fields, not on a function: `struct Name { field:

use auth::prelude::*;

#[auth::user]
async fn app_user() -> Option<u8> {
    None
}

fn main() {
    let _ = (Auth::builder().state(()), app_user());
}
