//! token: signin
//! fix: Did you mean `sign_in`? There are `sign_in`, `sign_out`, `create_user`,

use auth::prelude::*;

#[auth::event(signin)]
async fn audit(event: SignInEvent<'_>) {
    let _ = event.user;
}

fn main() {
    let _ = Auth::builder().state(()).on::<audit>().build();
}
