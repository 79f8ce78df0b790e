//! token: handler
//! fix: put `#[auth::guard]` on a function

use auth::{
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

pub struct Plain;

async fn handler(_: Guard<Plain>) {}

fn routes() -> Router<Auth<Visible>> {
    Router::new().route("/", get(handler))
}

fn main() {}
