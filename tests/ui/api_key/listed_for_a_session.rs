//! token: session
//! fix: stored_id

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn list(auth: &Auth<Visible>, session: &Session<Visible>) -> Result<()> {
    auth.keys_of(session).await?;
    Ok(())
}

fn main() {}
