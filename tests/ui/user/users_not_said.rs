//! token: sign_in::<not_banned>
//! fix: say `.users::<AppUser>()` on the builder, before callbacks are wired

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    #[auth(default)]
    pub banned: bool,
}

#[auth::sign_in]
async fn not_banned(user: &User<AppUser>) -> bool {
    !user.banned
}

fn main() {
    let _ = Auth::builder().state(()).sign_in::<not_banned>().build();
}
