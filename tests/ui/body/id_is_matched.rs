//! token: "root"
//! fix: write `match user.id.as_str()`

use auth::prelude::*;

#[auth::sign_in]
async fn no_root(user: &User) -> bool {
    match user.id {
        "root" => false,
        _ => true,
    }
}

fn main() {
    let _ = Auth::builder().sign_in::<no_root>();
}
