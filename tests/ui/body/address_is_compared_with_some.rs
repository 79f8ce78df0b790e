//! token: Some("ada@example.com")
//! fix: write `event.user.email.as_deref() == Some("ada@example.com")`

use auth::prelude::*;

#[auth::event(sign_in)]
async fn seen(event: SignInEvent<'_>) {
    if event.user.email == Some("ada@example.com") {
        println!("hello");
    }
}

fn main() {
    let _ = Auth::builder().on::<seen>();
}
