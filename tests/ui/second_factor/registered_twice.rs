//! token: second_factor
//! fix: keep one of the two calls

use auth::prelude::*;

#[auth::second_factor]
async fn needed(user: &User) -> SecondFactor {
    let _ = user;
    SecondFactor::Required
}

fn main() {
    let _ = Auth::builder().second_factor::<needed>().second_factor::<needed>();
}
