//! token: extern "C"
//! fix: remove `extern "C"`

use auth::prelude::*;

#[auth::redirect]
async extern "C" fn home(url: RedirectUrl<'_>) -> Target {
    let _ = url;
    Target::Home
}

fn main() {}
