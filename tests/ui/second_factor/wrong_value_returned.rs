//! token: user.email.is_some()
//! fix: expected `SecondFactor`, found `bool`

use auth::prelude::*;

#[auth::second_factor]
async fn needed(user: &User) -> SecondFactor {
    user.email.is_some()
}

fn main() {
    let _ = Auth::builder().state(()).second_factor::<needed>().build();
}
