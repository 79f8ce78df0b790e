//! token: sign_in::<needed>
//! fix: put `#[auth::sign_in]` on the function and register it by its name

use auth::prelude::*;

#[auth::second_factor]
async fn needed(user: &User) -> SecondFactor {
    if user.email.is_some() { SecondFactor::Required } else { SecondFactor::IfEnrolled }
}

fn main() {
    let _ = Auth::builder().state(()).sign_in::<needed>().build();
}
