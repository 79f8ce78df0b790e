//! token: Result<Token, Box<dyn std::error::Error>>
//! fix: Send

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub role: String,
    pub level: u8,
}

#[auth::jwt]
async fn issue(user: &User) -> std::result::Result<Token, Box<dyn std::error::Error>> {
    let _ = user;
    Err("no".into())
}

fn main() {
    let _ = Auth::builder().jwt::<issue>();
}
