//! token: "hunter2"
//! fix: &Password

use auth::prelude::*;

async fn reset(auth: &Auth, user: &StoredId) -> Result<()> {
    auth.set_password(user, "hunter2").await?;
    Ok(())
}

fn main() {}
