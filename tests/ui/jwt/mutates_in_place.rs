//! token: &mut Jwt<Token>
//! fix: it returns the claims

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub role: String,
    pub level: u8,
}

#[auth::jwt]
async fn issue(token: &mut Jwt<Token>, user: &User) {
    token.id = user.id.clone();
}

fn main() {
    let _ = Auth::builder().jwt::<issue>();
}
