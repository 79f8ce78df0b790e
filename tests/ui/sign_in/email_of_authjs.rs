//! token: &str
//! fix: write `method: SignInMethod<'_>`

use auth::prelude::*;

#[auth::sign_in]
async fn company(user: &User, email: &str) -> bool {
    user.name.is_some() && email.ends_with("@acme.example")
}

fn main() {}
