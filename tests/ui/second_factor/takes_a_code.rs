//! token: &str
//! fix: cannot take

use auth::prelude::*;

#[auth::second_factor]
async fn needed(user: &User, code: &str) -> SecondFactor {
    let _ = (user, code);
    SecondFactor::Required
}

fn main() {
    let _ = Auth::builder().state(()).second_factor::<needed>().build();
}
