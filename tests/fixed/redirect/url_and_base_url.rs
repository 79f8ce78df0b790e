//! Mended as the message says.

use auth::callback::{RedirectUrl, Target};

#[auth::redirect]
async fn redirect(url: RedirectUrl<'_>) -> Target {
    let _ = url;
    Target::Requested
}

fn main() {}
