//! token: Optional
//! fix: IfEnrolled

use auth::prelude::*;

#[auth::second_factor]
async fn needed(user: &User) -> SecondFactor {
    let _ = user;
    SecondFactor::Optional
}

fn main() {}
