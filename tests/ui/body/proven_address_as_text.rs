//! token: domain
//! fix: write `email.is_some_and(

use auth::prelude::*;

#[auth::sign_in]
async fn company(email: Option<VerifiedEmail<'_>>) -> bool {
    email.domain() == "acme.example"
}

fn main() {
    let _ = Auth::builder().sign_in::<company>();
}
