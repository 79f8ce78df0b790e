//! token: ()
//! fix: bool

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

use axum::http::StatusCode;

#[auth::guard]
async fn admins(session: &Session<Visible>) -> Result<(), StatusCode> {
    if session.admin { Ok(()) } else { Err(StatusCode::FORBIDDEN) }
}

fn main() {}
