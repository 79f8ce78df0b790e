//! token: UserId
//! fix: write `user: &User`, and read `user.id`

use auth::prelude::*;

#[auth::delete_account]
async fn forget(user: UserId) {
    let _ = user;
}

fn main() {
    let _ = Auth::builder().state(()).delete_account::<forget>().build();
}
