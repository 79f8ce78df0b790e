//! token: Result<(), u8>
//! fix: return `auth::Result<…>`

use auth::prelude::*;

#[auth::delete_account]
async fn forget(user: &User) -> Result<(), u8> {
    user.email.is_some().then_some(()).ok_or(1)
}

fn main() {
    let _ = Auth::builder().state(()).delete_account::<forget>().build();
}
