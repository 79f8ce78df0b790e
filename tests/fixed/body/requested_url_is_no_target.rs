//! Mended as the message says.

use auth::prelude::*;

#[auth::redirect]
async fn go(url: RedirectUrl<'_>) -> Target {
    Target::Requested
}

fn main() {
    let _ = Auth::builder().redirect::<go>();
}
