//! token: &mut Transaction
//! fix: mut transaction: DeletionTransaction<'_>

use auth::prelude::*;

pub struct Transaction;

#[auth::delete_account]
async fn forget(user: &User, transaction: &mut Transaction) {
    let _ = (&user.id, transaction);
}

fn main() {
    let _ = Auth::builder().state(()).delete_account::<forget>().build();
}
