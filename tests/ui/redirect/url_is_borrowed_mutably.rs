//! token: &mut RedirectUrl<'_>
//! fix: write `url: RedirectUrl<'_>`

use auth::prelude::*;

#[auth::redirect]
async fn home(url: &mut RedirectUrl<'_>) -> Target {
    let _ = url;
    Target::Home
}

fn main() {
    let _ = Auth::builder().redirect::<home>().build();
}
