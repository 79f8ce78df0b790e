//! token: &Account
//! fix: read `event.account`

use auth::prelude::*;

#[auth::event(sign_in)]
async fn note(user: &User, account: &Account) {
    let _ = (user, account);
}

fn main() {
    let _ = Auth::builder().on::<note>();
}
