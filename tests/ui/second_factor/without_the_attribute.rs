//! token: needed
//! fix: #[auth::second_factor]

use auth::prelude::*;

pub async fn needed() -> SecondFactor {
    SecondFactor::Required
}

fn main() {
    let _ = Auth::builder().state(()).second_factor::<needed>().build();
}
