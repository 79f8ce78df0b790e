//! Mended as the message says.

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    #[auth(default)]
    pub banned: bool,
}

#[auth::session]
pub struct Visible {
    pub banned: bool,
}

#[auth::session]
async fn show(user: &User<AppUser>) -> Visible {
    Visible { banned: user.banned }
}

fn main() {
    let _ = Auth::builder()
        .state(())
        .users::<AppUser>()
        .database_sessions(auth::adapter::MemoryAdapter::new())
        .session::<show>()
        .build();
}
