//! token: AuthMethod::HardwareKey
//! fix: the factors are

use auth::{
    assurance::AuthMethod,
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn handler(_: Proven<Session<Visible>, AuthMethod::HardwareKey>) {}

fn routes() -> Router<Auth<Visible>> {
    Router::new().route("/", get(handler))
}

fn main() {}
