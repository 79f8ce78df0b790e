//! token: handler
//! fix: put `#[auth::api_key(prefix = "acme")]` on the struct

use auth::{
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

pub struct Key {
    pub project: u32,
}

async fn handler(_: Caller<Visible, Key>) {}

fn routes() -> Router<Auth<Visible>> {
    Router::new().route("/", get(handler))
}

fn main() {}
