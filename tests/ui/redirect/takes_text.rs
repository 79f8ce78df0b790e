//! token: &str
//! fix: it can take `RedirectUrl<'_>`

use auth::prelude::*;

#[auth::redirect]
async fn home(url: &str) -> Target {
    Target::to(url)
}

fn main() {
    let _ = Auth::builder().state(()).redirect::<home>().build();
}
