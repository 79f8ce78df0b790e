//! token: session
//! fix: stored_id

use auth::prelude::*;

use auth::Password;

async fn reset(auth: &Auth, session: &Session, password: &Password) -> Result<()> {
    auth.set_password(session, password).await?;
    Ok(())
}

fn main() {}
