//! token: handler
//! fix: `AnyOf<(…)>` of several

use auth::{
    assurance::{Passkey, Password},
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn handler(_: Proven<Session<Visible>, (Password, Passkey)>) {}

fn main() {
    let _: Router<Auth<Visible>> = Router::new().route("/", get(handler));
}
