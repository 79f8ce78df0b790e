//! Mended as the message says.

use auth::prelude::*;

#[auth::sign_in]
async fn company(user: &User, method: SignInMethod<'_>) -> bool {
    let _ = method;
    user.name.is_some()
}

fn main() {}
