//! token: StatusCode
//! fix: BoxError

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

use axum::http::StatusCode;

#[auth::grants]
fn granted(session: &Session<Visible>) -> Result<Set<Permission>, StatusCode> {
    if session.admin { Ok(Set::all()) } else { Err(StatusCode::FORBIDDEN) }
}

fn main() {}
