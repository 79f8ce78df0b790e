//! token: id
//! fix: stored_id

use auth::prelude::*;

use auth::Password;

async fn reset(auth: &Auth, id: &UserId, password: &Password) -> Result<()> {
    auth.set_password(id, password).await?;
    Ok(())
}

fn main() {}
