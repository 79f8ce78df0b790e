//! token: Minutes
//! fix: add missing generic argument

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn handler(_: Fresh<Session<Visible>, Minutes>) {}

fn main() {}
