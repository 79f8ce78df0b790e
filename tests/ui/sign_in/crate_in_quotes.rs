//! token: "framework"
//! fix: write `crate = framework`

use auth::prelude::*;

#[auth::sign_in(crate = "framework")]
async fn guard(user: &User) -> bool {
    user.email.is_some()
}

fn main() {
    let _ = Auth::builder().state(()).sign_in::<guard>().build();
}
