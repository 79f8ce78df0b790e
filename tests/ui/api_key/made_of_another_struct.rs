//! token: Order { project: 7 }
//! fix: put `#[auth::api_key(prefix = "acme")]` on the struct

use auth::{api_key::Expires, prelude::*};

pub struct Order {
    pub project: u32,
}

async fn make(auth: &Auth, session: &Session) {
    let _ = auth.create_key(session, Order { project: 7 }, "nightly", Expires::days(90)).await;
}

fn main() {}
