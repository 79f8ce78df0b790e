//! token: Base
//! fix: `Target::Home`

use auth::prelude::*;

#[auth::redirect]
async fn go(url: RedirectUrl<'_>) -> Target {
    let _ = url;
    Target::Base
}

fn main() {
    let _ = Auth::builder().redirect::<go>();
}
