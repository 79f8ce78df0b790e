//! Mended as the message says.

use auth::prelude::*;

#[auth::second_factor]
async fn needed(user: &User) -> SecondFactor {
    if user.id == "admin" { SecondFactor::Required } else { SecondFactor::IfEnrolled }
}

fn main() {
    let _ = Auth::builder().second_factor::<needed>();
}
