//! token: auth.has_password(user)
//! token: has_password
//! fix: await

use auth::prelude::*;

async fn has(auth: &Auth, user: &StoredId) -> Result<bool> {
    let has = auth.has_password(user)?;
    Ok(has)
}

fn main() {}
