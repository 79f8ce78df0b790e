//! token: RedirectUrl<'_>
//! fix: write `#[auth::redirect]` in place of `#[auth::sign_in]`

use auth::prelude::*;

#[auth::sign_in]
async fn target(url: RedirectUrl<'_>) -> Target {
    if url == "/" { Target::Home } else { Target::Requested }
}

fn main() {
    let _ = Auth::builder().redirect::<target>();
}
