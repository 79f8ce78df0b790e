//! token: session
//! fix: call `Into::into`

use auth::{
    assurance::Mfa,
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

fn show(_: Session<Visible>) {}

async fn handler(session: Proven<Session<Visible>, Mfa>) {
    show(session)
}

fn routes() -> Router<Auth<Visible>> {
    Router::new().route("/", get(handler))
}

fn main() {}
