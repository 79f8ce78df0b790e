//! token: Pages::home
//! fix: the first argument

use auth::{
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

pub struct Pages;

impl Pages {
    async fn home(&self, _: Public) {}
}

fn routes() -> Router<Auth<Visible>> {
    Router::new().route("/", get(Pages::home))
}

fn main() {}
