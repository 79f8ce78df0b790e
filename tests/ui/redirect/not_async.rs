//! token: fn
//! fix: write `async fn home`

use auth::prelude::*;

#[auth::redirect]
fn home(url: RedirectUrl<'_>) -> Target {
    let _ = url;
    Target::Home
}

fn main() {
    let _ = Auth::builder().state(()).redirect::<home>().build();
}
