//! token: <T>
//! fix: write the types out

use auth::prelude::*;

#[auth::session]
pub struct Visible<T> {
    pub admin: bool,
}

async fn handler(_: Session<Visible>) {}

fn main() {}
