//! token: handler
//! fix: `Minutes<5>`

use auth::{
    assurance::Mfa,
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn handler(_: Fresh<Session<Visible>, Mfa>) {}

fn routes() -> Router<Auth<Visible>> {
    Router::new().route("/", get(handler))
}

fn main() {}
