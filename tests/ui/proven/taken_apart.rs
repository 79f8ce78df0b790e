//! token: Proven(session)
//! fix: into_inner

use auth::{
    assurance::Mfa,
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn handler(Proven(session): Proven<Session<Visible>, Mfa>) {
    let _ = session.admin;
}

fn routes() -> Router<Auth<Visible>> {
    Router::new().route("/", get(handler))
}

fn main() {}
