//! token: const
//! fix: write `async fn guard`

use auth::prelude::*;

#[auth::sign_in]
const fn guard(user: &User) -> bool {
    user.email.is_some()
}

fn main() {
    let _ = Auth::builder().state(()).sign_in::<guard>().build();
}
