//! Mended as the message says.

use auth::prelude::*;

#[auth::delete_account]
async fn forget(user: &User, transaction: DeletionTransaction<'_>) -> Result<()> {
    let _ = (user, transaction);
    Ok(())
}

fn main() {
    let _ = Auth::builder().delete_account::<forget>();
}
