//! token: user.email.is_some()
//! fix: expected `Result<SignIn, Box<...>>`, found `bool`

use auth::prelude::*;

#[auth::sign_in]
async fn guard(user: &User) -> Result<SignIn> {
    user.email.is_some()
}

fn main() {
    let _ = Auth::builder().sign_in::<guard>().build();
}
