//! token: needed
//! fix: return something: add `-> SecondFactor`; it returns `SecondFactor`, or a `Result` of it

use auth::prelude::*;

#[auth::second_factor]
async fn needed(user: &User) {
    let _ = user.email.is_some();
}

fn main() {
    let _ = Auth::builder().state(()).second_factor::<needed>().build();
}
