//! token: starts_with
//! fix: `url.requested()`

use auth::prelude::*;

#[auth::redirect]
async fn go(url: RedirectUrl<'_>) -> Target {
    if url.starts_with("/") { Target::Requested } else { Target::Home }
}

fn main() {
    let _ = Auth::builder().redirect::<go>();
}
