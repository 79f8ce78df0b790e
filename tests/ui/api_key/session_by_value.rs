//! token: session
//! fix: consider borrowing here

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

use auth::api_key::Expires;

async fn make(auth: &Auth<Visible>, session: Session<Visible>, key: Key) -> Result<()> {
    auth.create_key(session, key, "report", Expires::never()).await?;
    Ok(())
}

fn main() {}
