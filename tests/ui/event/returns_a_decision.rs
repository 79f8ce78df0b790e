//! token: bool
//! fix: return nothing, or a `Result` of nothing

use auth::prelude::*;

#[auth::event(sign_in)]
async fn audit(event: SignInEvent<'_>) -> bool {
    event.user.email.is_some()
}

fn main() {
    let _ = Auth::builder().state(()).on::<audit>().build();
}
