//! token: guard
//! fix: return something: add `-> Result<SignIn>`; it returns `bool`, `SignIn`, or a

use auth::prelude::*;

#[auth::sign_in]
async fn guard(user: &User) {
    let _ = user.email.is_some();
}

fn main() {
    let _ = Auth::builder().state(()).sign_in::<guard>().build();
}
