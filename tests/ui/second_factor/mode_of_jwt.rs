//! token: totp
//! fix: There is only

use auth::prelude::*;

#[auth::second_factor(totp)]
async fn needed() -> SecondFactor {
    SecondFactor::Required
}

fn main() {
    let _ = Auth::builder().state(()).second_factor::<needed>().build();
}
