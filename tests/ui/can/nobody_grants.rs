//! token: handler
//! fix: `#[auth::grants] fn granted(session: &Session<Visible>) -> Set<Permission>`

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

async fn handler(_: Can<Session<Visible>, permission::Refund>) {}

fn main() {
    let _: Router<Auth<Visible>> = Router::new().route("/", get(handler));
}
