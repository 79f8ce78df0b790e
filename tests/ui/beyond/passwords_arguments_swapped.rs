//! token: password
//! token: user
//! fix: swap

use auth::prelude::*;

use auth::Password;

async fn reset(auth: &Auth, user: &StoredId, password: &Password) -> Result<()> {
    auth.set_password(password, user).await?;
    Ok(())
}

fn main() {}
