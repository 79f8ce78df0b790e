//! token: handler
//! fix: `Proven<Session<Visible>, Passkey>`

use actix_web::{App, web};
use auth::{assurance::Mfa, prelude::*};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[auth::api_key(prefix = "acme")]
pub struct Key {
    pub project: u32,
}

async fn handler(_: Proven<Caller<Visible, Key>, Mfa>) -> &'static str {
    ""
}

fn main() {
    let _ = App::new().route("/", web::get().to(handler));
}
