//! token: merge_uncovered
//! token: files
//! token: "files"
//! fix: swap these arguments

use auth::{covered::Router, prelude::*};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

fn routes(files: axum::Router<Auth<Visible>>) -> Router<Auth<Visible>> {
    Router::new().merge_uncovered(files, "files")
}

fn main() {}
