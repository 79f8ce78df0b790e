//! token: on::<SignInEvent>
//! token: SignInEvent
//! fix: #[auth::event

use auth::prelude::*;

fn main() {
    let _ = Auth::builder().on::<SignInEvent>();
}
