//! token: nest_service
//! fix: consider specifying the generic arguments

use auth::{
    covered::Router,
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

fn routes(files: axum::Router) -> Router<Auth<Visible>> {
    Router::new().nest_service("/files", files)
}

fn main() {}
