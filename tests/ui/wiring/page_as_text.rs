//! token: "/login"
//! fix: expected `PageUrl`

use auth::prelude::*;

use auth::config::PagesOptions;

fn main() {
    let _ = Auth::builder().pages(PagesOptions::new().sign_in("/login"));
}
