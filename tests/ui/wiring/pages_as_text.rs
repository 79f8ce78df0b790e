//! token: "/login"
//! fix: PagesOptions

use auth::prelude::*;

fn main() {
    let _ = Auth::builder().pages("/login");
}
