//! token: u64
//! fix: it can take `&User`

use auth::prelude::*;

#[auth::delete_account]
async fn forget(user: &User, limit: u64) {
    let _ = (&user.id, limit);
}

fn main() {
    let _ = Auth::builder().state(()).delete_account::<forget>().build();
}
