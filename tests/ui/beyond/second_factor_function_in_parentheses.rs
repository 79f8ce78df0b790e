//! token: second_factor(needed)
//! token: needed
//! fix: `.second_factor::<

use auth::prelude::*;

#[auth::second_factor]
async fn needed(user: &User) -> SecondFactor {
    let _ = user;
    SecondFactor::Required
}

fn main() {
    let _ = Auth::builder().second_factor(needed);
}
