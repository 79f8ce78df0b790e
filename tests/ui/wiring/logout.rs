//! token: logout
//! token: headers
//! fix: auth.sign_out(&parts)

use auth::prelude::*;

async fn leave(auth: &Auth, headers: &HeaderMap) -> Result<()> {
    auth.logout(headers).await?;
    Ok(())
}

fn main() {}
