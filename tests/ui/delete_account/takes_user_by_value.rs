//! token: User
//! fix: write `user: &User`

use auth::prelude::*;

#[auth::delete_account]
async fn forget(user: User) {
    let _ = user.id;
}

fn main() {
    let _ = Auth::builder().state(()).delete_account::<forget>().build();
}
