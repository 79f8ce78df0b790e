//! token: struct
//! fix: goes on an `async fn`, not on a struct: `async fn home(url: RedirectUrl<'_>) ->

#[auth::redirect]
pub struct Home {
    pub url: String,
}

fn main() {}
