//! token: needed
//! token: sign_in
//! fix: `#[auth::sign_in]` on the function

use auth::prelude::*;

#[auth::second_factor]
async fn needed() -> SecondFactor {
    SecondFactor::Required
}

fn main() {
    let _ = Auth::builder().state(()).sign_in::<needed>().build();
}
