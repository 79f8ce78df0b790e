//! token: signin
//! fix: sign_in

use auth::prelude::*;

#[auth::signin]
async fn ok(user: &User) -> bool {
    user.email.is_some()
}

fn main() {}
