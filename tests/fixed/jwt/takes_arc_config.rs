//! Mended as the message says.

use auth::prelude::*;

use std::sync::Arc;

pub struct Config;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub role: String,
    pub level: u8,
}

#[auth::jwt]
async fn issue(user: &User, State(config): State<Arc<Config>>) -> Token {
    let _ = config;
    Token { id: user.id.clone(), role: String::new(), level: 0 }
}

fn main() {
    let _ = Auth::builder().state(Arc::new(Config)).jwt::<issue>();
}
