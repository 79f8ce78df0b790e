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

#[auth::session]
pub struct Visible {
    pub id: UserId,
    pub admin: bool,
}

#[auth::guard]
async fn admins(session: &Session<Visible>, State(db): State<Db>) -> bool {
    let _ = db;
    session.admin
}

fn main() {}
