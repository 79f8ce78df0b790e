//! token: handler
//! fix: `Session<…>`

use auth::{
    covered::{Router, get},
    integration::FromLayer,
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn handler(_: FromLayer<Visible>) {}

fn routes() -> Router<Auth<Visible>> {
    Router::new().route("/", get(handler))
}

fn main() {}
