//! token: provider
//! fix: There is only `crate = ::auth`

use auth::prelude::*;

#[auth::sign_in(provider = "github")]
async fn guard(user: &User) -> bool {
    user.email.is_some()
}

fn main() {
    let _ = Auth::builder().state(()).sign_in::<guard>().build();
}
