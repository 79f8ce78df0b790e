//! token: sign_up::<not_banned>
//! fix: put `#[auth::sign_up]` on the function

use auth::prelude::*;

#[auth::sign_in]
async fn not_banned(user: &User) -> bool {
    user.name.is_some()
}

fn main() {
    let _ = Auth::builder().sign_up::<not_banned>();
}
