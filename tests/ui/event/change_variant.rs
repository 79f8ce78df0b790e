//! token: Disabled
//! fix: `Removed`

use auth::prelude::*;

#[auth::event(second_factor)]
async fn note(event: SecondFactorEvent<'_>) {
    if matches!(event.change, SecondFactorChange::Disabled) {
        println!("x");
    }
}

fn main() {
    let _ = Auth::builder().on::<note>();
}
