//! token: handler
//! fix: let the first argument be `_: Public` for anyone

use auth::{
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn handler() {}

fn main() {
    let _: Router<Auth<Visible>> = Router::new().route("/", get(handler));
}
