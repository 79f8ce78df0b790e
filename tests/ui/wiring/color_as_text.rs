//! token: "#0a7cff"
//! fix: expected `Color`

use auth::prelude::*;

use auth::config::Theme;

fn main() {
    let _ = Auth::builder().theme(Theme::new().brand_color("#0a7cff"));
}
