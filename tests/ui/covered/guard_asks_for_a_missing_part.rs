//! token: handler
//! fix: is not implemented for `String`

use auth::{
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[auth::guard]
async fn admins(session: &Session<Visible>, State(_): State<String>) -> bool {
    session.admin
}

async fn handler(_: Guard<admins>) {}

fn main() {
    let _: Router<Auth<Visible>> = Router::new().route("/", get(handler));
}
