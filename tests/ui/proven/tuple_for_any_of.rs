//! token: handler
//! fix: `AnyOf<(…)>`

use auth::{
    assurance::{Mfa, Passkey},
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn handler(_: Proven<Session<Visible>, (Passkey, Mfa)>) {}

fn routes() -> Router<Auth<Visible>> {
    Router::new().route("/", get(handler))
}

fn main() {}
