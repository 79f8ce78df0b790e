//! token: handler
//! fix: `.with_state(auth)`

use auth::{
    assurance::Mfa,
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[derive(Clone)]
pub struct App;

#[auth::guard]
async fn admins(session: &Session<Visible>) -> bool {
    session.admin
}

async fn handler(_: Proven<Guard<admins>, Mfa>) {}

fn main() {
    let _: Router<App> = Router::new().route("/", get(handler));
}
