//! token: OAuth
//! fix: Provider

use auth::prelude::*;

#[auth::sign_in]
async fn ok(method: SignInMethod<'_>) -> bool {
    matches!(method, SignInMethod::OAuth(_))
}

fn main() {
    let _ = Auth::builder().sign_in::<ok>();
}
