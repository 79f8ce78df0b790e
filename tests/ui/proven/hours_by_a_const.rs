//! token: HOURS
//! fix: `Hours

use auth::{
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

const HOURS: u16 = 2;

async fn handler(_: Fresh<Session<Visible>, HOURS>) {}

fn routes() -> Router<Auth<Visible>> {
    Router::new().route("/", get(handler))
}

fn main() {}
