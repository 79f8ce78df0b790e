//! Mended as the message says.

use auth::prelude::*;

#[auth::sign_in]
async fn only_github(account: &Account) -> bool {
    account.provider == "github"
}

fn main() {
    let _ = Auth::builder().sign_in::<only_github>();
}
