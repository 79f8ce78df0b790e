//! token: SignInEvent<'_>
//! fix: take that in place of `SignInEvent<'_>`

use auth::prelude::*;

#[auth::event(sign_out)]
async fn audit(event: SignInEvent<'_>) {
    let _ = event.user;
}

fn main() {
    let _ = Auth::builder().state(()).on::<audit>().build();
}
