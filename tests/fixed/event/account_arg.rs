//! Mended as the message says.

use auth::prelude::*;

#[auth::event(sign_in)]
async fn note(user: &User, event: SignInEvent<'_>) {
    let _ = (user, event.account);
}

fn main() {
    let _ = Auth::builder().on::<note>();
}
