//! token: &Account
//! fix: &User

use auth::prelude::*;

#[auth::delete_account]
async fn forget(account: &Account) {
    let _ = account;
}

fn main() {}
