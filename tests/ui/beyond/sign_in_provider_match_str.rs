//! token: "github"
//! fix: as_str

use auth::prelude::*;

#[auth::sign_in]
async fn ok(account: &Account) -> bool {
    match account.provider {
        "github" => true,
        _ => false,
    }
}

fn main() {
    let _ = Auth::builder().sign_in::<ok>();
}
