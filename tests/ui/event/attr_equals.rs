//! token: kind
//! fix: event(sign_in)

use auth::prelude::*;

#[auth::event(kind = "sign_in")]
async fn note(event: SignInEvent<'_>) {
    let _ = event;
}

fn main() {}
