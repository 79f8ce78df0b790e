//! token: "github"
//! fix: write `account.provider == "github"`

use auth::prelude::*;

#[auth::sign_in]
async fn only_github(method: SignInMethod<'_>) -> bool {
    matches!(method, SignInMethod::Provider("github"))
}

fn main() {
    let _ = Auth::builder().sign_in::<only_github>();
}
