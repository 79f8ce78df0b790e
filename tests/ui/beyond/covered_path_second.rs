//! token: get(home)
//! token: "/"
//! fix: swap

use auth::{
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn home(_: Public) {}

fn routes() -> Router<Auth<Visible>> {
    Router::new().route(get(home), "/")
}

fn main() {}
