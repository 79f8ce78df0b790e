//! token: sign_in::<guard>
//! fix: put `#[auth::sign_in]` on the function and register it by its name:

use auth::prelude::*;

#[auth::redirect]
async fn guard() -> Target {
    Target::Home
}

fn main() {
    let _ = Auth::builder().state(()).sign_in::<guard>().build();
}
