//! token: bool
//! fix: return nothing, or a `Result` of nothing: an error keeps the account

use auth::prelude::*;

#[auth::delete_account]
async fn forget(user: &User) -> bool {
    user.email.is_some()
}

fn main() {
    let _ = Auth::builder().state(()).delete_account::<forget>().build();
}
