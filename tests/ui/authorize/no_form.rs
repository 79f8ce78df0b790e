//! token: login
//! fix: take a form, a struct under `#[auth::credentials]`: `async fn login(form:

use auth::prelude::*;

#[auth::authorize]
async fn login() -> Option<User> {
    Some(User::new("1"))
}

fn main() {
    let _ = Auth::builder().state(()).credentials::<login>().build();
}
