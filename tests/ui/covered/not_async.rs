//! token: handler
//! fix: `async fn handler(_: Public)`

use auth::{
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

fn handler(_: Public) -> &'static str {
    "hello"
}

fn main() {
    let _: Router<Auth<Visible>> = Router::new().route("/", get(handler));
}
