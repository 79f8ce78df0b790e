//! token: auth::redirect
//! fix: remove one of the two, or write a second item for `#[auth::redirect]`

use auth::prelude::*;

#[auth::sign_in]
#[auth::redirect]
async fn guard(user: &User) -> bool {
    user.email.is_some()
}

fn main() {}
