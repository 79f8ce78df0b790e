//! token: SecondFactor
//! fix: write `#[auth::second_factor]` in place of `#[auth::event(sign_in)]`

use auth::prelude::*;

#[auth::event(sign_in)]
async fn needed(user: &User) -> SecondFactor {
    if user.id == "admin" { SecondFactor::Required } else { SecondFactor::IfEnrolled }
}

fn main() {
    let _ = Auth::builder().second_factor::<needed>();
}
