//! token: &auth
//! fix: Auth

use auth::{
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn home(_: Public) {}

fn app(auth: Auth<Visible>) -> Router {
    Router::new().route("/", get(home)).with_state(&auth)
}

fn main() {}
