//! token: unsafe
//! fix: remove `unsafe`

use auth::prelude::*;

#[auth::redirect]
async unsafe fn home(url: RedirectUrl<'_>) -> Target {
    let _ = url;
    Target::Home
}

fn main() {}
