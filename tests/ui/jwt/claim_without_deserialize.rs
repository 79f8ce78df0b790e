//! token: Role
//! fix: it lacks `#[derive(serde::Deserialize)]`

use auth::prelude::*;

#[derive(serde::Serialize)]
pub enum Role {
    Admin,
}

#[auth::jwt]
pub struct Token {
    pub role: Role,
}

#[auth::jwt]
async fn issue() -> Token {
    Token { role: Role::Admin }
}

fn main() {
    let _ = Auth::builder().state(()).jwt::<issue>().build();
}
