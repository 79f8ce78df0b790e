//! token: handler
//! fix: up to 16 arguments

use auth::{
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[rustfmt::skip]
async fn handler(
    _: Public, _: Public, _: Public, _: Public, _: Public, _: Public, _: Public, _: Public, _: Public,
    _: Public, _: Public, _: Public, _: Public, _: Public, _: Public, _: Public, _: Public,
) {}

fn main() {
    let _: Router<Auth<Visible>> = Router::new().route("/", get(handler));
}
