//! Mended as the message says.

use auth::prelude::*;

#[derive(Clone)]
struct Db;

impl Db {
    async fn role(&self, user: &UserId) -> Result<Option<String>> {
        let _ = user;
        Ok(None)
    }

    async fn is_banned(&self, user: &UserId) -> Result<bool> {
        let _ = user;
        Ok(false)
    }

    async fn find(&self, email: &str) -> Result<Option<UserId>> {
        let _ = email;
        Ok(None)
    }
}

#[auth::sign_in]
async fn not_banned(user: &User, State(db): State<Db>) -> Result<SignIn> {
    if db.is_banned(&user.id).await? {
        return Ok(SignIn::Deny);
    }
    Ok(SignIn::Allow)
}

fn main() {
    let _ = Auth::builder().state(Db).sign_in::<not_banned>();
}
