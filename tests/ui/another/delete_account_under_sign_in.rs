//! token: DeletionTransaction<'_>
//! fix: write `#[auth::delete_account]` in place of `#[auth::sign_in]`

use auth::prelude::*;

#[auth::sign_in]
async fn forget(user: &User, transaction: DeletionTransaction<'_>) -> Result<()> {
    let _ = (user, transaction);
    Ok(())
}

fn main() {
    let _ = Auth::builder().delete_account::<forget>();
}
