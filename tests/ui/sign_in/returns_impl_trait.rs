//! token: impl Into<bool>
//! fix: return `impl Trait`: it returns `bool`, `SignIn`, or a `Result` of either

use auth::prelude::*;

#[auth::sign_in]
async fn guard(user: &User) -> impl Into<bool> {
    user.email.is_some()
}

fn main() {
    let _ = Auth::builder().state(()).sign_in::<guard>().build();
}
