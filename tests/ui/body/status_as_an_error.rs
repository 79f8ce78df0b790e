//! token: axum::http::StatusCode::FORBIDDEN
//! fix: write `Ok(false)`

use auth::prelude::*;

#[auth::session]
struct Visible {
    role: String,
}

#[auth::guard]
async fn admins(session: &Session<Visible>) -> Result<bool> {
    if session.role == "admin" { Ok(true) } else { Err(axum::http::StatusCode::FORBIDDEN) }
}

fn main() {}
