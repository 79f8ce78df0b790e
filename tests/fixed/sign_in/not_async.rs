//! Mended as the message says.

use auth::prelude::*;

#[auth::sign_in]
async fn guard(user: &User) -> bool {
    user.email.is_some()
}

fn main() {
    let _ = Auth::builder().state(()).sign_in::<guard>().build();
}
