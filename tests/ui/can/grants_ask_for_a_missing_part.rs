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

#[auth::permissions]
pub enum Permission {
    Refund,
}

#[auth::grants]
async fn granted(session: &Session<Visible>, State(_): State<String>) -> Set<Permission> {
    if session.admin { Set::all() } else { Set::NONE }
}

async fn handler(_: Can<Session<Visible>, permission::Refund>) {}

fn main() {
    let _: Router<Auth<Visible>> = Router::new().route("/", get(handler));
}
