//! token: sign_out
//! fix: write a second function for `sign_out`

use auth::prelude::*;

#[auth::event(sign_in, sign_out)]
async fn audit(event: SignInEvent<'_>) {
    let _ = event.user;
}

fn main() {
    let _ = Auth::builder().state(()).on::<audit>().build();
}
