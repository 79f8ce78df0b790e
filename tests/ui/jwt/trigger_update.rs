//! token: Update
//! fix: #[auth::jwt(update)]

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub role: String,
    pub level: u8,
}

#[auth::jwt]
async fn issue(user: &User, trigger: Trigger) -> Token {
    let level = match trigger {
        Trigger::SignIn => 0,
        Trigger::Update => 2,
        _ => 1,
    };
    Token { id: user.id.clone(), role: String::new(), level }
}

fn main() {
    let _ = Auth::builder().jwt::<issue>();
}
