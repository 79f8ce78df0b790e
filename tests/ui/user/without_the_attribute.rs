//! token: users::<AppUser>
//! fix: put `#[auth::user]` on the struct that holds the application's own columns of

use auth::prelude::*;

#[derive(Clone)]
pub struct AppUser {
    pub nick: Option<String>,
}

fn main() {
    let _ = Auth::builder().state(()).users::<AppUser>().build();
}
