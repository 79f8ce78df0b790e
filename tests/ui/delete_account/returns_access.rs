//! token: Access
//! fix: nothing

use auth::prelude::*;

#[auth::delete_account]
async fn forget(user: &User) -> Access {
    if user.email.is_some() { Access::Allow } else { Access::Revoke }
}

fn main() {}
