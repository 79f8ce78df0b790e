//! token: SignIn
//! fix: return `SecondFactor`, or a `Result` of it

use auth::prelude::*;

#[auth::second_factor]
async fn needed(user: &User) -> SignIn {
    if user.email.is_some() { SignIn::Allow } else { SignIn::Deny }
}

fn main() {
    let _ = Auth::builder().state(()).second_factor::<needed>().build();
}
