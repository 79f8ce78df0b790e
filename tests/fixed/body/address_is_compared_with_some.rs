//! Mended as the message says.

use auth::prelude::*;

#[auth::event(sign_in)]
async fn seen(event: SignInEvent<'_>) {
    if event.user.email.as_deref() == Some("ada@example.com") {
        println!("hello");
    }
}

fn main() {
    let _ = Auth::builder().on::<seen>();
}
