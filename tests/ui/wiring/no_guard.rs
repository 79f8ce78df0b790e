//! token: sign_in::<NotAGuard>
//! fix: put `#[auth::sign_in]` on the function and register it by its name:

use auth::prelude::*;

struct NotAGuard;

fn main() {
    let _ = Auth::builder().state(()).sign_in::<NotAGuard>().build();
}
