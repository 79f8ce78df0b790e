//! token: route_service
//! fix: service

use auth::{
    covered::Router,
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

fn routes(files: axum::Router) -> Router<Auth<Visible>> {
    Router::new().route_service("/files", files)
}

fn main() {}
