//! token: &mut User
//! fix: write `&User`

use auth::prelude::*;

#[auth::second_factor]
async fn needed(user: &mut User) -> SecondFactor {
    user.email = None;
    SecondFactor::Required
}

fn main() {
    let _ = Auth::builder().state(()).second_factor::<needed>().build();
}
