//! token: Option<&str>
//! fix: return what it borrows: return an owned value

use auth::prelude::*;

#[auth::sign_in]
async fn guard(user: &User) -> Option<&str> {
    user.email.as_deref()
}

fn main() {
    let _ = Auth::builder().state(()).sign_in::<guard>().build();
}
