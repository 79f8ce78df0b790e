//! token: UserId
//! fix: &User

use auth::prelude::*;

#[auth::delete_account]
async fn forget(user: UserId) -> Result<()> {
    let _ = user;
    Ok(())
}

fn main() {}
