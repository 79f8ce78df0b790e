//! token: User
//! fix: take `&auth::User<User>`

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct User {
    #[auth(default)]
    pub banned: bool,
}

#[auth::session]
pub struct Visible {
    pub banned: bool,
}

#[auth::session]
async fn show(user: &User) -> Visible {
    Visible { banned: user.banned }
}

fn main() {
    let _ = Auth::builder().state(()).users::<User>().database_sessions(auth::adapter::MemoryAdapter::new()).session::<show>().build();
}
