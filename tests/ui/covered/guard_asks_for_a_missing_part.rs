//! token: handler
//! fix: `Db`

use auth::{
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[derive(Clone)]
pub struct Db;

#[auth::guard]
async fn admins(session: &Session<Visible>, State(_): State<Db>) -> bool {
    session.admin
}

async fn handler(_: Guard<admins>) {}

fn main() {
    let _: Router<Auth<Visible>> = Router::new().route("/", get(handler));
}
