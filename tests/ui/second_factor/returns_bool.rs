//! token: bool
//! fix: return `SecondFactor`, or a `Result` of it

use auth::prelude::*;

#[auth::second_factor]
async fn needed(user: &User) -> bool {
    user.email.is_some()
}

fn main() {
    let _ = Auth::builder().state(()).second_factor::<needed>().build();
}
