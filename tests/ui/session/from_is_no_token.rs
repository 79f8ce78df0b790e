//! token: Claims
//! fix: name the struct under `#[auth::jwt]`, or, for sessions in the database, `User`

use auth::prelude::*;

async fn issue(user: &User) -> Claims {
    Claims { id: user.id.clone(), admin: false }
}

pub struct Claims {
    pub id: UserId,
    pub admin: bool,
}

#[auth::session(from = Claims)]
pub struct Visible {
    pub id: UserId,
}

fn main() {}
