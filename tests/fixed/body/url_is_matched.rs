//! Mended as the message says.

use auth::prelude::*;

#[auth::redirect]
async fn go(url: RedirectUrl<'_>) -> Target {
    match url.requested() {
        "/shop" => Target::to("https://shop.example.com/"),
        _ => Target::Requested,
    }
}

fn main() {
    let _ = Auth::builder().redirect::<go>();
}
