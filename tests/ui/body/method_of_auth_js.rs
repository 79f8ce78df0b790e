//! token: OAuth
//! fix: write `SignInMethod::Provider(_)`

use auth::prelude::*;

#[auth::sign_in]
async fn only_providers(method: SignInMethod<'_>) -> bool {
    matches!(method, SignInMethod::OAuth { .. })
}

fn main() {
    let _ = Auth::builder().sign_in::<only_providers>();
}
