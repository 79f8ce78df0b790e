//! token: handler
//! fix: take `get`, `post` and the others from `auth::covered`

use auth::{covered::Router, prelude::*};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn handler(_: Public) {}

fn main() {
    let _: Router<Auth<Visible>> = Router::new().route("/", handler);
}
