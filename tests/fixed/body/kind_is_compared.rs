//! Mended as the message says.

use auth::prelude::*;

#[auth::sign_in]
async fn only_oauth(account: &Account) -> bool {
    account.kind == auth::provider::ProviderType::OAuth
}

fn main() {
    let _ = Auth::builder().sign_in::<only_oauth>();
}
