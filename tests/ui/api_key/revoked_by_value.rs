//! token: id
//! fix: consider borrowing here

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

use auth::api_key::KeyId;

async fn revoke(auth: &Auth<Visible>, user: &StoredId, id: KeyId) -> Result<()> {
    auth.revoke_key(user, id).await?;
    Ok(())
}

fn main() {}
