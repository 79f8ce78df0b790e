//! token: Minutes
//! fix: add missing generic argument

use auth::{
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn handler(_: Fresh<Session<Visible>, Minutes>) {}

fn main() {
    let _: Router<Auth<Visible>> = Router::new().route("/", get(handler));
}
