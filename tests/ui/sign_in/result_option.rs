//! token: Option<SignIn>
//! fix: return `bool`, `SignIn`, or a `Result` of either

use auth::prelude::*;

#[auth::sign_in]
async fn ok(user: &User) -> Result<Option<SignIn>> {
    let _ = user;
    Ok(None)
}

fn main() {
    let _ = Auth::builder().sign_in::<ok>();
}
