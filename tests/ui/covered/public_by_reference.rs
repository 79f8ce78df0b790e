//! token: get(home)
//! token: home
//! token: &Public
//! fix: by value

use auth::{
    covered::{Router, get},
    prelude::*,
};

async fn home(_: &Public) {}

fn routes() -> Router {
    Router::new().route("/", get(home))
}

fn main() {}
