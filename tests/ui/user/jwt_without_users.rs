//! token: jwt::<issue>
//! fix: call `.users::<AppUser>()` on the builder before registering callbacks

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    #[auth(default)]
    pub banned: bool,
}

#[auth::jwt]
pub struct Token {
    pub banned: bool,
}

#[auth::jwt]
async fn issue(user: &User<AppUser>) -> Token {
    Token { banned: user.banned }
}

fn main() {
    let _ = Auth::builder().state(()).jwt::<issue>().build();
}
