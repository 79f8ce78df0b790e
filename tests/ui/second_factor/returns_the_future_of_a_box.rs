//! token: Pin<Box<dyn Future<Output = SecondFactor>>>
//! token: fn
//! fix: write `async fn needed

use auth::prelude::*;

#[auth::second_factor]
fn needed() -> std::pin::Pin<Box<dyn Future<Output = SecondFactor>>> {
    Box::pin(async { SecondFactor::Required })
}

fn main() {
    let _ = Auth::builder().state(()).second_factor::<needed>().build();
}
