//! token: "sign_in"
//! token: on
//! fix: .on::<

use auth::prelude::*;

#[auth::event(sign_in)]
async fn note(event: SignInEvent<'_>) {
    let _ = event;
}

fn main() {
    let _ = Auth::builder().on("sign_in", note);
}
