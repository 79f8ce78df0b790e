//! token: unsafe
//! fix: remove `unsafe`

use auth::prelude::*;

#[auth::event(sign_in)]
async unsafe fn seen(event: SignInEvent<'_>) {
    let _ = event;
}

fn main() {}
