//! token: sign_up
//! fix: create_user

use auth::prelude::*;

#[auth::event(sign_up)]
async fn note(event: CreateUserEvent<'_>) {
    let _ = event;
}

fn main() {
    let _ = Auth::builder().on::<note>();
}
