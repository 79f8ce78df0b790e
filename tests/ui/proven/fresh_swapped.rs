//! token: handler
//! fix: `Fresh<Session<Visible>, Minutes<5>>`

use auth::{
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn handler(_: Fresh<Minutes<5>, Session<Visible>>) {}

fn routes() -> Router<Auth<Visible>> {
    Router::new().route("/", get(handler))
}

fn main() {}
