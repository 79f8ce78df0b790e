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

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub role: String,
    pub level: u8,
}

#[auth::jwt]
async fn issue(user: &User, State(db): State<Db>) -> Result<Token> {
    Ok(Token { id: user.id.clone(), role: db.role(&user.id).await?, level: 0 })
}

fn main() {
    let _ = Auth::builder().state(Db).jwt::<issue>();
}
