//! token: handler
//! fix: a tuple of one enum

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

#[auth::permissions]
pub enum Feature {
    Beta,
}

async fn handler(_: Can<Session<Visible>, (permission::Refund, feature::Beta)>) {}

fn main() {
    let _: Router<Auth<Visible>> = Router::new().route("/", get(handler));
}
