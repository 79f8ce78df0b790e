//! token: login
//! token: &user
//! fix: auth.sign_in_as(&parts, user)

use auth::prelude::*;

async fn sign_in(auth: &Auth, user: User) -> Result<()> {
    auth.login(&user).await?;
    Ok(())
}

fn main() {}
