//! token: Calller
//! fix: a similar name exists

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[auth::api_key(prefix = "acme")]
pub struct Key {
    pub project: u32,
}

async fn handler(_: Calller<Visible, Key>, _: Session<Visible>) {}

fn main() {}
