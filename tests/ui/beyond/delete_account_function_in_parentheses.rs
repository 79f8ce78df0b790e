//! token: delete_account(forget)
//! token: forget
//! fix: `.delete_account::<

use auth::prelude::*;

#[auth::delete_account]
async fn forget(user: &User) {
    let _ = user;
}

fn main() {
    let _ = Auth::builder().delete_account(forget);
}
