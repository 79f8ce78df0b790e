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

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

#[auth::api_key(prefix = "acme")]
pub struct Key {
    pub scopes: Set<Permission>,
}

async fn handler(_: FromLayer<Caller<Visible, Key>>) {}

fn routes() -> Router<Auth<Visible>> {
    Router::new().route("/", get(handler))
}

fn main() {}
