//! Mended as the message says.

use auth::prelude::*;

#[auth::redirect]
async fn home(url: RedirectUrl<'_>) -> Target {
    let _ = url;
    Target::Home
}

fn main() {
    let _ = Auth::builder().redirect::<home>().build();
}
