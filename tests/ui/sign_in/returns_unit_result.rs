//! token: Result<()>
//! fix: return `bool`, `SignIn`, or a `Result` of either

use auth::prelude::*;

#[auth::sign_in]
async fn guard(user: &User) -> Result<()> {
    let _ = user;
    Ok(())
}

fn main() {
    let _ = Auth::builder().state(()).sign_in::<guard>().build();
}
