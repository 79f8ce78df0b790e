//! token: handler
//! fix: the first argument of a handler is one of `Public`

use auth::{
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn handler(body: String) -> String {
    body
}

fn main() {
    let _: Router<Auth<Visible>> = Router::new().route("/", get(handler));
}
