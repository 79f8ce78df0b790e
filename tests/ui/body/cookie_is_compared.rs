//! token: "1"
//! fix: write `cookies.get("beta").as_deref() == Some("1")`

use auth::prelude::*;

use auth::callback::Cookies;

#[auth::sign_in]
async fn guard(cookies: Cookies<'_>) -> bool {
    cookies.get("beta") == "1"
}

fn main() {
    let _ = Auth::builder().sign_in::<guard>();
}
