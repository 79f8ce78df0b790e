//! token: ,
//! fix: expected parameter name

use auth::prelude::*;

#[auth::event(sign_in)]
async fn note(event: SignInEvent<'_>, , headers: &HeaderMap) {
    let _ = (event, headers);
}

fn main() {
    let _ = Auth::builder().on::<note>();
}
