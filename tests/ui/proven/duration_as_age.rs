//! token: handler
//! fix: write `Minutes<5>`, `Hours<1>` or `Days<30>`

use auth::{
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn handler(_: Fresh<Session<Visible>, std::time::Duration>) {}

fn main() {
    let _: Router<Auth<Visible>> = Router::new().route("/", get(handler));
}
