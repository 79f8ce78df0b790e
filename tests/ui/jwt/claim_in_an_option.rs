//! token: Role
//! fix: put `#[derive(serde::Serialize, serde::Deserialize)]` on it

use auth::prelude::*;

pub enum Role {
    Admin,
}

#[auth::jwt]
pub struct Token {
    pub role: Option<Role>,
}

#[auth::jwt]
async fn issue() -> Token {
    Token { role: Some(Role::Admin) }
}

fn main() {
    let _ = Auth::builder().state(()).jwt::<issue>().build();
}
