//! token: Headers
//! fix: HeaderMap

use auth::prelude::*;

#[auth::sign_in]
async fn guard(user: &User, headers: &Headers) -> bool {
    user.email.is_some() && headers.is_empty()
}

fn main() {
    let _ = Auth::builder().state(()).sign_in::<guard>().build();
}
