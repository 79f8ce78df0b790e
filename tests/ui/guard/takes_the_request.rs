//! token: Request
//! fix: &HeaderMap

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

use axum::extract::Request;

#[auth::guard]
async fn admins(session: &Session<Visible>, request: Request) -> bool {
    session.admin && request.headers().is_empty()
}

fn main() {}
