//! token: Deny
//! fix: `Access::Revoke`

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

#[auth::jwt(access)]
async fn ok(token: &Jwt<Token>) -> Access {
    if token.level > 1 { Access::Allow } else { Access::Deny }
}

fn main() {
    let _ = Auth::builder().jwt::<issue>().jwt_access::<ok>();
}
