//! token: handler
//! fix: it returns what implements axum's `IntoResponse`

use auth::{
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn handler(_: Public) -> Option<&'static str> {
    None
}

fn main() {
    let _: Router<Auth<Visible>> = Router::new().route("/", get(handler));
}
