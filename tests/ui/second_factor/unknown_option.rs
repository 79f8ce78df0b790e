//! token: required
//! fix: There is only `crate = ::auth`

use auth::prelude::*;

#[auth::second_factor(required)]
async fn needed(user: &User) -> SecondFactor {
    if user.email.is_some() { SecondFactor::Required } else { SecondFactor::IfEnrolled }
}

fn main() {
    let _ = Auth::builder().state(()).second_factor::<needed>().build();
}
