//! token: event.is_new_user
//! token: is_new_user
//! fix: `event.is_new_user == Some(true)`

use auth::prelude::*;

#[auth::event(sign_in)]
async fn seen(event: SignInEvent<'_>) {
    if event.is_new_user {
        println!("hello");
    }
}

fn main() {
    let _ = Auth::builder().on::<seen>();
}
