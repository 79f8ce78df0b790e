//! token: &AppUser
//! fix: it can take `&User`, `&User<…>`

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    #[auth(default)]
    pub banned: bool,
}

#[auth::sign_in]
async fn not_banned(user: &AppUser) -> bool {
    !user.banned
}

fn main() {
    let _ = Auth::builder().state(()).users::<AppUser>().sign_in::<not_banned>().build();
    let _ = User::new("1");
}
