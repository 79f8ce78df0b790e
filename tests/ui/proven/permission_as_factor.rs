//! token: handler
//! fix: the factors are `Password`

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
}

#[auth::grants]
fn granted(_: &Session<Visible>) -> Set<Permission> {
    Set::all()
}

async fn handler(_: Proven<Session<Visible>, permission::Read>) {}

fn main() {
    let _: Router<Auth<Visible>> = Router::new().route("/", get(handler));
}
