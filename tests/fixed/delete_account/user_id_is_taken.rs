//! Mended as the message says.

use auth::prelude::*;

#[auth::delete_account]
async fn forget(user: &User) -> Result<()> {
    let _ = user;
    Ok(())
}

fn main() {}
