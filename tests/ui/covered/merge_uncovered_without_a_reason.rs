//! token: merge_uncovered
//! fix: argument #1 of type `&str` is missing

use auth::{covered::Router, prelude::*};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

fn routes(files: axum::Router<Auth<Visible>>) -> Router<Auth<Visible>> {
    Router::new().merge_uncovered(files)
}

fn main() {}
