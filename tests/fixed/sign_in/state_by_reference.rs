//! Mended as the message says.

use auth::prelude::*;

#[derive(Clone)]
pub struct Db;

#[auth::sign_in]
async fn known(State(part): State<Db>) -> bool {
    let _ = part;
    true
}

fn main() {}
