//! token: home
//! fix: return something: add `-> Target`; it returns `Target`, or a `Result` of it

use auth::prelude::*;

#[auth::redirect]
async fn home(url: RedirectUrl<'_>) {
    let _ = url;
}

fn main() {
    let _ = Auth::builder().state(()).redirect::<home>().build();
}
