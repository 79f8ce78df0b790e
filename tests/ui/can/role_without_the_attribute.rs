//! token: handler
//! fix: `#[auth::permissions]`

use auth::{
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

pub enum Role {
    Admin,
}

async fn handler(_: Can<Session<Visible>, Role>) {}

fn routes() -> Router<Auth<Visible>> {
    Router::new().route("/", get(handler))
}

fn main() {}
