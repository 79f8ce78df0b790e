//! token: transaction
//! fix: There is only `crate = ::auth`

use auth::prelude::*;

#[auth::delete_account(transaction)]
async fn forget(user: &User) {
    let _ = &user.id;
}

fn main() {
    let _ = Auth::builder().state(()).delete_account::<forget>().build();
}
