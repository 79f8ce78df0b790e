//! token: on::<welcome>
//! fix: call `.users::<AppUser>()` on the builder before registering callbacks

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    #[auth(default)]
    pub banned: bool,
}

#[auth::event(create_user)]
async fn welcome(user: &User<AppUser>) {
    let _ = user.banned;
}

fn main() {
    let _ = Auth::builder().state(()).on::<welcome>().build();
}
