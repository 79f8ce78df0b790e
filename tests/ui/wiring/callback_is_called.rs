//! token: guard
//! fix: sign_in::<guard>()

use auth::prelude::*;

#[auth::sign_in]
async fn guard(user: &User) -> bool {
    user.email.is_some()
}

fn main() {
    let _ = Auth::builder().sign_in(guard).build();
}
