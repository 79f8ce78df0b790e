//! token: Reject
//! fix: `SignIn::Deny`

use auth::prelude::*;

#[auth::sign_in]
async fn ok(user: &User) -> SignIn {
    if user.email.is_some() { SignIn::Allow } else { SignIn::Reject }
}

fn main() {
    let _ = Auth::builder().sign_in::<ok>();
}
