//! token: SecondFactor::Required
//! fix: SecondFactor

use auth::prelude::*;

#[auth::second_factor]
async fn needed(user: &User) -> SecondFactor::Required {
    let _ = user;
    SecondFactor::Required
}

fn main() {
    let _ = Auth::builder().state(()).second_factor::<needed>().build();
}
