//! token: other
//! fix: `.merge_uncovered("why", router)`

use auth::{covered::Router, prelude::*};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

fn app(other: axum::Router<Auth<Visible>>) -> Router<Auth<Visible>> {
    Router::new().nest("/other", other)
}

fn main() {}
