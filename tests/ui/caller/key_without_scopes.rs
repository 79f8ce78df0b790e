//! token: handler
//! fix: `scopes: Set<Permission>`

use auth::{
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

#[auth::grants]
fn granted(session: &Session<Visible>) -> Set<Permission> {
    if session.admin { Set::all() } else { Set::NONE }
}

#[auth::api_key(prefix = "acme")]
pub struct Key {
    pub project: u32,
}

async fn handler(_: Can<Caller<Visible, Key>, permission::Read>) {}

fn routes() -> Router<Auth<Visible>> {
    Router::new().route("/", get(handler))
}

fn main() {}
