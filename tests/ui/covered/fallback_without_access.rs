//! token: missing
//! fix: let the first argument be `_: Public` for anyone

use auth::{covered::Router, prelude::*};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn missing() {}

fn main() {
    let _: Router<Auth<Visible>> = Router::new().fallback(missing);
}
