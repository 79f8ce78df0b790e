//! token: &mut DeletionTransaction<'_>
//! fix: without a reference

use auth::prelude::*;

#[auth::delete_account]
async fn forget(transaction: &mut DeletionTransaction<'_>) {
    let _ = transaction.connection::<u8>();
}

fn main() {
    let _ = Auth::builder().state(()).delete_account::<forget>().build();
}
