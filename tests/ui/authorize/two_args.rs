//! token: String
//! fix: write `form: Login`

use auth::prelude::*;

#[auth::authorize]
async fn login(email: String, password: Secret) -> Option<User> {
    let _ = password;
    Some(User::new(email))
}

fn main() {
    let _ = Auth::builder().credentials::<login>();
}
