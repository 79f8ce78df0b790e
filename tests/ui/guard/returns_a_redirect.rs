//! token: Redirect
//! fix: bool

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

use axum::response::Redirect;

#[auth::guard]
async fn admins(session: &Session<Visible>) -> Redirect {
    Redirect::to(if session.admin { "/" } else { "/login" })
}

fn main() {}
