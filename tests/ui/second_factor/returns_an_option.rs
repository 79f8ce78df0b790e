//! token: Option<SecondFactor>
//! fix: return `SecondFactor`, or a `Result` of it

use auth::prelude::*;

#[auth::second_factor]
async fn needed(user: &User) -> Option<SecondFactor> {
    user.email.is_some().then_some(SecondFactor::Required)
}

fn main() {
    let _ = Auth::builder().state(()).second_factor::<needed>().build();
}
