//! token: "/shop"
//! fix: write `match url.requested()`

use auth::prelude::*;

#[auth::redirect]
async fn go(url: RedirectUrl<'_>) -> Target {
    match url {
        "/shop" => Target::to("https://shop.example.com/"),
        _ => Target::Requested,
    }
}

fn main() {
    let _ = Auth::builder().redirect::<go>();
}
