//! token: handler
//! fix: put `#[auth::session]` on the struct

use auth::{
    covered::{Router, get},
    integration::FromLayer,
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

pub struct Plain;

async fn handler(_: FromLayer<Session<Plain>>) {}

fn routes() -> Router<Auth<Visible>> {
    Router::new().route("/", get(handler))
}

fn main() {}
