//! token: Option<&'static str>
//! fix: write `String` in place of `&str`

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    pub nick: Option<&'static str>,
}

fn main() {
    let _ = Auth::builder().state(()).users::<AppUser>().build();
}
