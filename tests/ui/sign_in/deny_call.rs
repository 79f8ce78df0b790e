//! token: deny
//! fix: SignIn::Deny

use auth::prelude::*;

#[auth::sign_in]
async fn ok(user: &User) -> SignIn {
    let _ = user;
    SignIn::deny("banned")
}

fn main() {
    let _ = Auth::builder().sign_in::<ok>();
}
