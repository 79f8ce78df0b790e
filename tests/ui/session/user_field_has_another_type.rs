//! token: u8
//! fix: both must be of the same type

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    #[auth(default)]
    pub banned: bool,
}

#[auth::session(from = AppUser)]
pub struct Visible {
    pub id: UserId,
    pub banned: u8,
}

fn main() {
    let _ = Auth::builder().state(()).users::<AppUser>().database_sessions(auth::adapter::MemoryAdapter::new()).session::<Visible>().build();
}
