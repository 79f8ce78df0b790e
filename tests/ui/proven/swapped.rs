//! token: handler
//! fix: say who may call, then what must be proven

use auth::{
    assurance::Passkey,
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn handler(_: Proven<Passkey, Session<Visible>>) {}

fn main() {
    let _: Router<Auth<Visible>> = Router::new().route("/", get(handler));
}
