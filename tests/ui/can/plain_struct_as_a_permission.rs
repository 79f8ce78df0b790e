//! token: handler
//! fix: `#[auth::permissions]` on `enum Permission`

use auth::{
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

pub struct Plain;

async fn handler(_: Can<Session<Visible>, Plain>) {}

fn routes() -> Router<Auth<Visible>> {
    Router::new().route("/", get(handler))
}

fn main() {}
