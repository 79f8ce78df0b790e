//! Mended as the message says.

use auth::prelude::*;

#[auth::jwt]
struct Token {
    id: UserId,
    role: String,
}

#[auth::jwt]
async fn issue(user: &User) -> Token {
    Token { id: user.id.clone(), role: "guest".to_owned() }
}

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

#[auth::jwt(access)]
async fn active(token: &Jwt<Token>, State(db): State<Db>) -> Result<bool> {
    Ok(!db.is_banned(&token.id).await?)
}

fn main() {
    let _ = Auth::builder().state(Db).jwt::<issue>().jwt_access::<active>();
}
