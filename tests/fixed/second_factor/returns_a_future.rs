//! Mended as the message says.

use auth::prelude::*;

#[auth::second_factor]
async fn needed() -> SecondFactor {
    SecondFactor::Required
}

fn main() {
    let _ = Auth::builder().state(()).second_factor::<needed>().build();
}
