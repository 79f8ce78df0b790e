//! token: needed
//! token: second_factor
//! fix: second_factor::<needed>()

use auth::prelude::*;

#[auth::second_factor]
async fn needed() -> SecondFactor {
    SecondFactor::Required
}

fn main() {
    let _ = Auth::builder().state(()).second_factor(needed).build();
}
