//! token: home
//! fix: `_: Public`

use auth::covered::actix::{Routes, get};

async fn home() -> &'static str {
    ""
}

fn main() {
    let _ = Routes::new().route("/", get(home));
}
