//! token: extern "C"
//! fix: remove `extern "C"`

use auth::prelude::*;

#[auth::event(sign_in)]
async extern "C" fn seen(event: SignInEvent<'_>) {
    let _ = event;
}

fn main() {}
