//! token: gett
//! fix: `get`

use auth::{
    covered::{self, Router},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn handler(_: Public) {}

fn main() {
    let _: Router<Auth<Visible>> = Router::new().route("/", covered::gett(handler));
}
