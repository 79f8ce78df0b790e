//! Mended as the message says.

use auth::prelude::*;

#[auth::sign_in]
async fn only_providers(method: SignInMethod<'_>) -> bool {
    matches!(method, SignInMethod::Provider(_))
}

fn main() {
    let _ = Auth::builder().sign_in::<only_providers>();
}
