//! token: handler
//! fix: Auth<Other>`

use auth::{
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[auth::api_key(prefix = "acme")]
pub struct Key {
    pub project: u32,
}

#[auth::session]
pub struct Other {
    pub team: String,
}

async fn handler(_: Caller<Other, Key>) {}

fn routes() -> Router<Auth<Visible>> {
    Router::new().route("/", get(handler))
}

fn main() {}
