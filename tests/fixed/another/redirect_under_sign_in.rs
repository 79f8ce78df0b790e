//! Mended as the message says.

use auth::prelude::*;

#[auth::redirect]
async fn target(url: RedirectUrl<'_>) -> Target {
    if url == "/" { Target::Home } else { Target::Requested }
}

fn main() {
    let _ = Auth::builder().redirect::<target>();
}
