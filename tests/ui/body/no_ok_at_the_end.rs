//! token: Result<()>
//! fix: end it with `Ok(())`

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

#[auth::event(sign_in)]
async fn seen(event: SignInEvent<'_>, State(db): State<Db>) -> Result<()> {
    db.is_banned(&event.user.id).await?;
}

fn main() {
    let _ = Auth::builder().state(Db).on::<seen>();
}
