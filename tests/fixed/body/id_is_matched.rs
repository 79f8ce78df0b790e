//! Mended as the message says.

use auth::prelude::*;

#[auth::sign_in]
async fn no_root(user: &User) -> bool {
    match user.id.as_str() {
        "root" => false,
        _ => true,
    }
}

fn main() {
    let _ = Auth::builder().sign_in::<no_root>();
}
