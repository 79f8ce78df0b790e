//! token: method
//! fix: no field `method`

use auth::{
    assurance::Mfa,
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn handler(session: Proven<Session<Visible>, Mfa>) {
    let _ = session.method;
}

fn routes() -> Router<Auth<Visible>> {
    Router::new().route("/", get(handler))
}

fn main() {}
