//! token: mod
//! fix: goes on an `async fn`, not on a module: `async fn home(url: RedirectUrl<'_>) ->

#[auth::redirect]
mod home {}

fn main() {}
