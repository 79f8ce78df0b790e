//! token: AppUser
//! fix: put `#[auth::user]` on the struct that holds the application's own columns of

use auth::prelude::*;

#[derive(Clone)]
pub struct AppUser {
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
    let _ = Auth::builder().state(()).database_sessions(auth::adapter::MemoryAdapter::new()).build();
}
