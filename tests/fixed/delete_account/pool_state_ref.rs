//! Mended as the message says.

use auth::prelude::*;

#[derive(Clone)]
pub struct Db;

impl Db {
    pub async fn is_banned(&self, _: &UserId) -> Result<bool> {
        Ok(false)
    }
    pub async fn role(&self, _: &UserId) -> Result<String> {
        Ok(String::new())
    }
    pub async fn find(&self, _: &str) -> Option<User> {
        None
    }
}

#[auth::delete_account]
async fn forget(user: &User, State(db): State<Db>) -> Result<()> {
    let _ = (user, db);
    Ok(())
}

fn main() {
    let _ = Auth::builder().state(Db).delete_account::<forget>();
}
