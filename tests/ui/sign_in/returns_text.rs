//! token: String
//! fix: return `bool`, `SignIn`, or a `Result` of either

use auth::prelude::*;

#[auth::sign_in]
async fn guard(user: &User) -> String {
    user.id.as_str().to_owned()
}

fn main() {
    let _ = Auth::builder().state(()).sign_in::<guard>().build();
}
