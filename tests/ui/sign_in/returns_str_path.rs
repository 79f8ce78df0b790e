//! token: &'static str
//! fix: return `bool`, `SignIn`, or a `Result` of either

use auth::prelude::*;

#[auth::sign_in]
async fn ok(user: &User) -> Result<&'static str> {
    let _ = user;
    Ok("/banned")
}

fn main() {
    let _ = Auth::builder().sign_in::<ok>();
}
