//! token: String
//! fix: return `SecondFactor`, or a `Result` of it

use auth::prelude::*;

#[auth::second_factor]
async fn needed(user: &User) -> String {
    user.id.as_str().to_owned()
}

fn main() {
    let _ = Auth::builder().state(()).second_factor::<needed>().build();
}
