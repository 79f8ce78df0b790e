//! token: &mut DeletionTransaction<'_>
//! fix: DeletionTransaction<'_>`

use auth::prelude::*;

#[auth::delete_account]
async fn forget(user: &User, transaction: &mut DeletionTransaction<'_>) {
    let _ = (user, transaction);
}

fn main() {}
