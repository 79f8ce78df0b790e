//! token: user.id == "admin"
//! token: ==
//! fix: SecondFactor::Required

use auth::prelude::*;

#[auth::second_factor]
async fn needed(user: &User) -> SecondFactor {
    user.id == "admin"
}

fn main() {
    let _ = Auth::builder().second_factor::<needed>();
}
