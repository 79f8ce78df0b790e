//! token: Result<u64>
//! fix: return nothing, or a `Result` of nothing

use auth::prelude::*;

#[auth::delete_account]
async fn forget(user: &User) -> Result<u64> {
    Ok(u64::from(user.email.is_some()))
}

fn main() {
    let _ = Auth::builder().state(()).delete_account::<forget>().build();
}
