//! Mended as the message says.

use auth::prelude::*;

#[auth::sign_in]
async fn github_only(account: &Account) -> bool {
    account.provider.as_str() == "github"
}

fn main() {}
