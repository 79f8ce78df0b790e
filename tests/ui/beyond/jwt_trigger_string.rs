//! token: "signUp"
//! fix: Trigger::SignUp

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub role: String,
    pub level: u8,
}

#[auth::jwt]
async fn issue(user: &User, trigger: Trigger) -> Token {
    let level = if trigger == "signUp" { 0 } else { 1 };
    Token { id: user.id.clone(), role: String::new(), level }
}

fn main() {
    let _ = Auth::builder().jwt::<issue>();
}
