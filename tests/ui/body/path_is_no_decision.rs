//! token: "/banned"
//! fix: write `SignIn::redirect("/banned")`

use auth::prelude::*;

#[auth::sign_in]
async fn company(user: &User) -> SignIn {
    if user.id == "x" { "/banned" } else { SignIn::Allow }
}

fn main() {
    let _ = Auth::builder().sign_in::<company>();
}
