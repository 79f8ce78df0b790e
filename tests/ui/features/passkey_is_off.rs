//! token: provider::Passkey
//! fix: the item is gated behind the `passkey` feature

use auth::{Auth, provider::Passkey};

fn main() {
    let _ = Auth::builder().state(()).passkey(Passkey::new()).build();
}
