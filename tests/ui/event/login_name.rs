//! token: login
//! fix: sign_in

use auth::prelude::*;

#[auth::event(login)]
async fn note(event: SignInEvent<'_>) {
    let _ = event;
}

fn main() {
    let _ = Auth::builder().on::<note>();
}
