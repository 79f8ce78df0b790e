//! token: "oauth"
//! fix: write `account.kind == auth::provider::ProviderType::OAuth`

use auth::prelude::*;

#[auth::sign_in]
async fn only_oauth(account: &Account) -> bool {
    account.kind == "oauth"
}

fn main() {
    let _ = Auth::builder().sign_in::<only_oauth>();
}
