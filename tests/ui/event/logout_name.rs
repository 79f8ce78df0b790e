//! token: logout
//! fix: sign_out

use auth::prelude::*;

#[auth::event(logout)]
async fn note(event: SignOutEvent<'_>) {
    let _ = event;
}

fn main() {
    let _ = Auth::builder().on::<note>();
}
