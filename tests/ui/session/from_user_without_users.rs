//! token: session::<Visible>
//! fix: put `#[auth::session(from = …)]` on the struct, or `#[auth::session]` on a

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    #[auth(default)]
    pub banned: bool,
}

#[auth::session(from = AppUser)]
pub struct Visible {
    pub banned: bool,
}

fn main() {
    let _ = Auth::builder().state(()).database_sessions(auth::adapter::MemoryAdapter::new()).session::<Visible>().build();
}
