//! token: handler
//! fix: arguments are extractors for the state of this router

use auth::{
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn handler(_: Public, _: u32) {}

fn main() {
    let _: Router<Auth<Visible>> = Router::new().route("/", get(handler));
}
