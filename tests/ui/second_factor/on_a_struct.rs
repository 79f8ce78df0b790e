//! token: struct
//! fix: goes on an `async fn`, not on a struct: `async fn needed(user: &User) -> SecondFactor`

use auth::prelude::*;

#[auth::second_factor]
pub struct Needed;

fn main() {
    let _ = Auth::builder().state(()).second_factor::<Needed>().build();
}
