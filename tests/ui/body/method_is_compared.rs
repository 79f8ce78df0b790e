//! token: "oauth"
//! fix: write `matches!(method, SignInMethod::Provider(_))`

use auth::prelude::*;

#[auth::sign_in]
async fn only_providers(method: SignInMethod<'_>) -> bool {
    method == "oauth"
}

fn main() {
    let _ = Auth::builder().sign_in::<only_providers>();
}
