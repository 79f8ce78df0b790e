//! token: &str
//! fix: cannot take

use auth::prelude::*;

#[auth::second_factor]
async fn needed(provider: &str) -> SecondFactor {
    let _ = provider;
    SecondFactor::Required
}

fn main() {
    let _ = Auth::builder().state(()).second_factor::<needed>().build();
}
