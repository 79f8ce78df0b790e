//! token: RedirectUrl<'_>
//! fix: Target

use auth::prelude::*;

#[auth::redirect]
async fn home(url: RedirectUrl<'_>) -> RedirectUrl<'_> {
    url
}

fn main() {}
