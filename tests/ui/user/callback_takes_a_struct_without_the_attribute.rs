//! token: AppUser
//! fix: put `#[auth::user]` on the struct that holds the application's own columns of

use auth::prelude::*;

#[derive(Clone)]
pub struct AppUser {
    pub banned: bool,
}

#[auth::sign_in]
async fn not_banned(user: &User<AppUser>) -> bool {
    !user.banned
}

fn main() {
    let _ = Auth::builder().state(()).build();
}
