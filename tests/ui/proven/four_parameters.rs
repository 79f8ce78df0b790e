//! token: Proven
//! fix: takes at most 3

use auth::{
    assurance::Passkey,
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn handler(_: Proven<Session<Visible>, Passkey, Minutes<5>, Hours<1>>) {}

fn main() {
    let _: Router<Auth<Visible>> = Router::new().route("/", get(handler));
}
