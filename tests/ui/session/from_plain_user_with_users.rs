//! token: session::<Visible>
//! fix: put `#[auth::session(from = …)]` on the struct, or `#[auth::session]` on a

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    #[auth(default)]
    pub banned: bool,
}

#[auth::session(from = User)]
pub struct Visible {
    pub id: UserId,
}

fn main() {
    let _ = Auth::builder()
        .state(())
        .users::<AppUser>()
        .database_sessions(auth::adapter::MemoryAdapter::new())
        .session::<Visible>()
        .build();
}
