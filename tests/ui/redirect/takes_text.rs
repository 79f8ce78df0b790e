//! token: &str
//! fix: write `url: RedirectUrl<'_>`

use auth::prelude::*;

#[auth::redirect]
async fn home(url: &str) -> Target {
    Target::to(url)
}

fn main() {
    let _ = Auth::builder().state(()).redirect::<home>().build();
}
