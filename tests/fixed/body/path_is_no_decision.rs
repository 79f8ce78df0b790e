//! Mended as the message says.

use auth::prelude::*;

#[auth::sign_in]
async fn company(user: &User) -> SignIn {
    if user.id == "x" { SignIn::redirect("/banned") } else { SignIn::Allow }
}

fn main() {
    let _ = Auth::builder().sign_in::<company>();
}
