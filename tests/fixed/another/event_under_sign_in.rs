//! Mended as the message says.

use auth::prelude::*;

#[auth::event(sign_in)]
async fn record(event: SignInEvent<'_>) {
    println!("{}", event.user.id);
}

fn main() {
    let _ = Auth::builder().on::<record>();
}
