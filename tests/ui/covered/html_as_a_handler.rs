//! token: "<p>"
//! fix: async fn

use auth::{
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

fn routes() -> Router<Auth<Visible>> {
    Router::new().route("/", get("<p>"))
}

fn main() {}
