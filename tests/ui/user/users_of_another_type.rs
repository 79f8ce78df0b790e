//! token: sign_in::<not_banned>
//! fix: call `.users::<AppUser>()` on the builder before registering callbacks

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    #[auth(default)]
    pub banned: bool,
}

#[auth::user]
#[derive(Clone)]
pub struct OtherUser {
    pub nick: Option<String>,
}

#[auth::sign_in]
async fn not_banned(user: &User<AppUser>) -> bool {
    !user.banned
}

fn main() {
    let _ = Auth::builder().state(()).users::<OtherUser>().sign_in::<not_banned>().build();
}
