//! token: audit
//! fix: register the handler with `.on::<audit>()`

use auth::prelude::*;

#[auth::event(sign_in)]
async fn audit(event: SignInEvent<'_>) {
    let _ = event.user;
}

fn main() {
    let _ = Auth::builder().state(()).event::<audit>().build();
}
