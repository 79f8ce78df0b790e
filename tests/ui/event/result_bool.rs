//! token: bool
//! fix: return nothing

use auth::prelude::*;

#[auth::event(sign_in)]
async fn note(event: SignInEvent<'_>) -> Result<bool> {
    let _ = event;
    Ok(true)
}

fn main() {
    let _ = Auth::builder().on::<note>();
}
