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

#[auth::permissions]
pub enum Permission {
    Refund,
}

#[derive(Clone)]
pub struct Db;

#[auth::grants]
async fn granted(session: &Session<Visible>, State(_): State<Db>) -> Set<Permission> {
    if session.admin { Set::all() } else { Set::NONE }
}

async fn handler(_: Can<Session<Visible>, permission::Refund>) {}

fn main() {
    let _: Router<Auth<Visible>> = Router::new().route("/", get(handler));
}
