//! token: connection
//! fix: consider giving `connection` an explicit type

use auth::prelude::*;

#[auth::delete_account]
async fn forget(user: &User, mut transaction: DeletionTransaction<'_>) -> Result<()> {
    let connection = transaction.connection().ok_or("no connection")?;
    let _ = (user, connection);
    Ok(())
}

fn main() {}
