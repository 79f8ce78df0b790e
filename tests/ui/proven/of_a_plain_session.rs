//! token: handler
//! fix: put `#[auth::session]` on the struct

use auth::{
    assurance::Mfa,
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

pub struct Plain;

async fn handler(_: Proven<Session<Plain>, Mfa>) {}

fn routes() -> Router<Auth<Visible>> {
    Router::new().route("/", get(handler))
}

fn main() {}
