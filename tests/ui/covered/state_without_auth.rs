//! token: handler
//! fix: `.with_state(auth)`

use auth::{
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[derive(Clone)]
pub struct App;

async fn handler(_: Session<Visible>) {}

fn main() {
    let _: Router<App> = Router::new().route("/", get(handler));
}
