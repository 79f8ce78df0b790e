//! token: Db
//! token: state
//! fix: come before all callbacks

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

#[auth::sign_in]
async fn ok(user: &User) -> bool {
    user.email.is_some()
}

fn main() {
    let _ = Auth::builder().sign_in::<ok>().state(Db);
}
