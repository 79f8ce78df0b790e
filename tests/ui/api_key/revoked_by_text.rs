//! token: "abc"
//! fix: expected `&KeyId`

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn revoke(auth: &Auth<Visible>, user: &StoredId) -> Result<()> {
    auth.revoke_key(user, "abc").await?;
    Ok(())
}

fn main() {}
