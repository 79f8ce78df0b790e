//! token: auth::assurance::Mfa
//! fix: `SecondFactor`

use auth::prelude::*;

#[auth::second_factor]
async fn needed(user: &User) -> auth::assurance::Mfa {
    let _ = user;
    auth::assurance::Mfa
}

fn main() {
    let _ = Auth::builder().state(()).second_factor::<needed>().build();
}
