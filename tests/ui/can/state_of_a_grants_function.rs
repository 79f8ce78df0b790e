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
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

#[derive(Clone)]
pub struct Db;

#[auth::grants]
fn granted(_: &Session<Visible>, _: State<Db>) -> Set<Permission> {
    Set::all()
}

async fn handler(_: Can<Session<Visible>, permission::Refund>) {}

fn main() {
    let _: Router<Auth<Visible>> = Router::new().route("/", get(handler));
}
