//! token: guard
//! fix: `#[auth::sign_in]`

use auth::prelude::*;

async fn guard(user: &User) -> bool {
    user.email.is_some()
}

fn main() {
    let _ = Auth::builder().state(()).sign_in::<guard>().build();
}
