//! token: fn
//! fix: write `async fn needed`

use auth::prelude::*;

#[auth::second_factor]
fn needed(user: &User) -> SecondFactor {
    if user.email.is_some() { SecondFactor::Required } else { SecondFactor::IfEnrolled }
}

fn main() {
    let _ = Auth::builder().state(()).second_factor::<needed>().build();
}
