//! token: AppUser
//! fix: consider annotating `AppUser` with `#[derive(Clone)]`

use auth::prelude::*;

#[auth::user]
pub struct AppUser {
    pub nick: Option<String>,
}

fn main() {
    let _ = Auth::builder().state(()).users::<AppUser>().build();
}
