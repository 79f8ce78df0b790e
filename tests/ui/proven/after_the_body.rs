//! token: handler
//! fix: the first argument

use auth::{
    assurance::Mfa,
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn handler(_: String, _: Proven<Session<Visible>, Mfa>) {}

fn routes() -> Router<Auth<Visible>> {
    Router::new().route("/", get(handler))
}

fn main() {}
