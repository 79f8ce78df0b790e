//! Mended as the message says.

use auth::prelude::*;

use auth::callback::DeleteUserEvent;

#[auth::delete_account]
async fn forget(user: &User) {
    let _ = user;
}

fn main() {}
