//! token: String
//! fix: return `Target`, or a `Result` of it

use auth::prelude::*;

#[auth::redirect]
async fn home(url: RedirectUrl<'_>) -> String {
    url.requested().to_owned()
}

fn main() {
    let _ = Auth::builder().state(()).redirect::<home>().build();
}
