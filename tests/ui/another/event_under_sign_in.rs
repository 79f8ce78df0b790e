//! token: SignInEvent<'_>
//! fix: write `#[auth::event(sign_in)]` in place of `#[auth::sign_in]`

use auth::prelude::*;

#[auth::sign_in]
async fn record(event: SignInEvent<'_>) {
    println!("{}", event.user.id);
}

fn main() {
    let _ = Auth::builder().on::<record>();
}
