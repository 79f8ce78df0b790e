//! token: base_url
//! fix: `url.origin()`

use auth::prelude::*;

#[auth::redirect]
async fn go(url: RedirectUrl<'_>) -> Target {
    Target::to(url.base_url())
}

fn main() {
    let _ = Auth::builder().redirect::<go>();
}
