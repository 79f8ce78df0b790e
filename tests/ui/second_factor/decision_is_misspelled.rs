//! token: Requried
//! fix: there is a variant with a similar name

use auth::prelude::*;

#[auth::second_factor]
async fn needed() -> SecondFactor {
    SecondFactor::Requried
}

fn main() {
    let _ = Auth::builder().state(()).second_factor::<needed>().build();
}
