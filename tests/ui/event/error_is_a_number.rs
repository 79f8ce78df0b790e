//! token: i32
//! fix: return `auth::Result<…>`

use auth::prelude::*;

#[auth::event(sign_in)]
async fn audit(event: SignInEvent<'_>) -> Result<(), i32> {
    let _ = event;
    Err(1)
}

fn main() {
    let _ = Auth::builder().state(()).on::<audit>().build();
}
