//! token: handler
//! fix: `#[auth::grants] fn granted(session: &Session<Other>) -> Set<Permission>`

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

#[auth::session]
pub struct Other {
    pub id: u8,
}

async fn handler(_: Can<Session<Other>, permission::Refund>) {}

fn main() {
    let _: Router<Auth<Other>> = Router::new().route("/", get(handler));
}
