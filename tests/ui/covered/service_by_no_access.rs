//! token: service::<String, _>(axum::Router::new())
//! fix: the first argument of a handler is one of `Public`

use auth::{
    covered::{Router, service},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

fn main() {
    let _: Router<Auth<Visible>> = Router::new().route("/", service::<String, _>(axum::Router::new()));
}
