//! token: forget
//! token: before_delete
//! fix: delete_account

use auth::prelude::*;

#[auth::delete_account]
async fn forget(user: &User) {
    let _ = user;
}

fn main() {
    let _ = Auth::builder().before_delete::<forget>();
}
