//! token: handler
//! fix: the factors are

use auth::{
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

pub struct Role;

async fn handler(_: Proven<Session<Visible>, Role>) {}

fn routes() -> Router<Auth<Visible>> {
    Router::new().route("/", get(handler))
}

fn main() {}
