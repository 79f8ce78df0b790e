//! token: Update<Payload<'_>>
//! fix: remove the lifetime

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub role: String,
    pub level: u8,
}

#[auth::jwt]
async fn issue(user: &User) -> Token {
    Token { id: user.id.clone(), role: String::new(), level: 1 }
}

#[derive(serde::Deserialize)]
pub struct Payload<'a> {
    pub role: &'a str,
}

#[auth::jwt(update)]
async fn up(token: &mut Jwt<Token>, Update(payload): Update<Payload<'_>>) {
    token.role = payload.role.to_owned();
}

fn main() {
    let _ = Auth::builder().jwt::<issue>().jwt_update::<up>();
}
