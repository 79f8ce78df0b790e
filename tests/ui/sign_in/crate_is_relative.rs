//! token: auth
//! fix: write `crate = ::auth` or `crate = crate::auth`

use auth::prelude::*;

#[auth::sign_in(crate = auth)]
async fn guard(user: &User) -> bool {
    user.email.is_some()
}

fn main() {
    let _ = Auth::builder().state(()).sign_in::<guard>().build();
}
