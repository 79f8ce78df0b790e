//! token: &User
//! fix: it can take `RedirectUrl<'_>`

use auth::prelude::*;

#[auth::redirect]
async fn home(user: &User) -> Target {
    let _ = user;
    Target::Home
}

fn main() {
    let _ = Auth::builder().state(()).redirect::<home>().build();
}
