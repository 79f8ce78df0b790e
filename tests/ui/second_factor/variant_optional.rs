//! token: Optional
//! fix: `SecondFactor::IfEnrolled`

use auth::prelude::*;

#[auth::second_factor]
async fn needed(user: &User) -> SecondFactor {
    let _ = user;
    SecondFactor::Optional
}

fn main() {
    let _ = Auth::builder().second_factor::<needed>();
}
