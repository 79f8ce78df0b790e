//! token: Public
//! fix: `async fn handler(_: Public)`

use auth::{
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

fn main() {
    let _: Router<Auth<Visible>> = Router::new().route("/", get(Public));
}
