//! token: fn
//! fix: write `async fn needed

use auth::prelude::*;

#[auth::second_factor]
fn needed() -> impl Future<Output = SecondFactor> {
    async { SecondFactor::Required }
}

fn main() {
    let _ = Auth::builder().state(()).second_factor::<needed>().build();
}
