//! token: #[auth::event]
//! fix: write `#[auth::event(sign_in)]`; there are `sign_in`, `sign_out`,

use auth::prelude::*;

#[auth::event]
async fn audit(event: SignInEvent<'_>) {
    let _ = event.user;
}

fn main() {
    let _ = Auth::builder().state(()).on::<audit>().build();
}
