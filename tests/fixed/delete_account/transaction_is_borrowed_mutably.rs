//! Mended as the message says.

use auth::prelude::*;

#[auth::delete_account]
async fn forget(user: &User, mut transaction: DeletionTransaction<'_>) {
    let _ = (user, &mut transaction);
}

fn main() {}
