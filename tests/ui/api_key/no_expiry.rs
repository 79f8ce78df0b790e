//! token: create_key
//! fix: argument #4 of type `Expires` is missing

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

#[auth::api_key(prefix = "acme")]
pub struct Key {
    pub scopes: Set<Permission>,
}

async fn make(auth: &Auth<Visible>, session: &Session<Visible>, key: Key) -> Result<()> {
    auth.create_key(session, key, "report").await?;
    Ok(())
}

fn main() {}
