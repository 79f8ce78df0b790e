//! token: fn
//! fix: write `async fn forget`

use auth::prelude::*;

#[auth::delete_account]
fn forget(user: &User) {
    let _ = &user.id;
}

fn main() {
    let _ = Auth::builder().state(()).delete_account::<forget>().build();
}
