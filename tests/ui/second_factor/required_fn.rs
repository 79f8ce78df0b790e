//! token: required
//! fix: SecondFactor::Required

use auth::prelude::*;

#[auth::second_factor]
async fn needed(user: &User) -> SecondFactor {
    let _ = user;
    SecondFactor::required()
}

fn main() {
    let _ = Auth::builder().second_factor::<needed>();
}
