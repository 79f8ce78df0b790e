//! token: handler
//! fix: put `#[auth::session]` on the struct

use auth::{
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

pub struct Plain;

async fn handler(_: Session<Plain>) {}

fn main() {
    let _: Router<()> = Router::new().route("/", get(handler));
}
