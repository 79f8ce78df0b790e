//! token: url.requested()
//! fix: write `Target::Requested`

use auth::prelude::*;

#[auth::redirect]
async fn go(url: RedirectUrl<'_>) -> Target {
    url.requested()
}

fn main() {
    let _ = Auth::builder().redirect::<go>();
}
