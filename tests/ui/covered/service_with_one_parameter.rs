//! token: service
//! fix: add missing generic argument

use auth::{covered::Router, prelude::*};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

use auth::covered::service;

fn routes(files: axum::Router) -> Router<Auth<Visible>> {
    Router::new().route("/files", service::<Session<Visible>>(files))
}

fn main() {}
