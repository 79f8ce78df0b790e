//! token: AppUser
//! fix: name the struct under `#[auth::jwt]`, or, for sessions in the database, `User`

use auth::prelude::*;

#[derive(Clone)]
pub struct AppUser {
    pub banned: bool,
}

#[auth::session(from = AppUser)]
pub struct Visible {
    pub banned: bool,
}

fn main() {
    let _ = Auth::builder().state(()).database_sessions(auth::adapter::MemoryAdapter::new()).build();
}
