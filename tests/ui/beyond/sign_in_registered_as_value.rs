//! token: sign_in(ok)
//! fix: sign_in::<ok>

use auth::prelude::*;

#[auth::sign_in]
async fn ok(user: &User) -> bool {
    user.email.is_some()
}

fn main() {
    let _ = Auth::builder().sign_in(ok);
}
