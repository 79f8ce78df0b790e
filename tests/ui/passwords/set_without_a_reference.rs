//! token: password
//! fix: &

use auth::prelude::*;

use auth::Password;

async fn reset(auth: &Auth, user: &StoredId, password: Password) -> Result<()> {
    auth.set_password(user, password).await?;
    Ok(())
}

fn main() {}
