//! Mended as the message says.

use auth::prelude::*;

#[auth::delete_account]
async fn forget(user: &User, transaction: DeletionTransaction<'_>) {
    let _ = (user, transaction);
}

fn main() {}
