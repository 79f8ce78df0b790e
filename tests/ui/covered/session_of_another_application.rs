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

#[auth::session]
pub struct Other {
    pub id: u8,
}

async fn handler(_: Session<Other>) {}

fn main() {
    let _: Router<Auth<Visible>> = Router::new().route("/", get(handler));
}
