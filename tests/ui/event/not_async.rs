//! token: fn
//! fix: write `async fn audit`

use auth::prelude::*;

#[auth::event(sign_in)]
fn audit(event: SignInEvent<'_>) {
    let _ = event.user;
}

fn main() {
    let _ = Auth::builder().state(()).on::<audit>().build();
}
