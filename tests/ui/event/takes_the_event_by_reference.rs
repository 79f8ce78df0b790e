//! token: &SignInEvent<'_>
//! fix: write `event: SignInEvent<'_>`

use auth::prelude::*;

#[auth::event(sign_in)]
async fn audit(event: &SignInEvent<'_>) {
    let _ = event;
}

fn main() {
    let _ = Auth::builder().on::<audit>().build();
}
