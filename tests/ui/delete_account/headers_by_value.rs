//! token: HeaderMap
//! fix: &HeaderMap

use auth::prelude::*;

#[auth::delete_account]
async fn forget(headers: HeaderMap) {
    let _ = headers;
}

fn main() {}
