//! token: Option<Target>
//! fix: return `Target`, or a `Result` of it

use auth::prelude::*;

#[auth::redirect]
async fn home(url: RedirectUrl<'_>) -> Option<Target> {
    let _ = url;
    None
}

fn main() {}
