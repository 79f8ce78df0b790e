//! Mended as the message says.

use auth::prelude::*;

#[auth::delete_account]
async fn forget(mut transaction: DeletionTransaction<'_>) {
    let _ = transaction.connection::<u8>();
}

fn main() {
    let _ = Auth::builder().state(()).delete_account::<forget>().build();
}
