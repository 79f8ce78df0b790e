//! token: sign_in::<not_banned>
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
    pub id: UserId,
}

#[auth::sign_in]
async fn not_banned(user: &User<AppUser>) -> bool {
    !user.banned
}

#[auth::jwt]
async fn issue(user: &User) -> Token {
    Token { id: user.id.clone() }
}

#[auth::session(from = Token)]
pub struct Visible {
    pub id: UserId,
}

fn main() -> auth::Result<()> {
    let auth = Auth::builder().sign_in::<not_banned>().jwt::<issue>().session::<Visible>().build()?;
    let _ = auth.layer();
    Ok(())
}
