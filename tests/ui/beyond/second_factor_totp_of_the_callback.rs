//! token: needed
//! token: totp
//! fix: `.second_factor::<

use auth::prelude::*;

#[auth::second_factor]
async fn needed(user: &User) -> SecondFactor {
    let _ = user;
    SecondFactor::Required
}

fn main() {
    let _ = Auth::builder().totp::<needed>();
}
