//! token: handler
//! fix: a `Guard<…>`

use auth::{
    covered::{Router, get},
    integration::FromLayer,
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[auth::guard]
async fn admins(session: &Session<Visible>) -> bool {
    session.admin
}

async fn handler(_: FromLayer<admins>) {}

fn routes() -> Router<Auth<Visible>> {
    Router::new().route("/", get(handler))
}

fn main() {}
