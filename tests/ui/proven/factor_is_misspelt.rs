//! token: Passkye
//! fix: Passkey

use auth::{
    assurance::Passkey,
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

pub type Keys = Proven<Session<Visible>, Passkey>;

async fn handler(_: Proven<Session<Visible>, Passkye>) {}

fn main() {
    let _: Router<Auth<Visible>> = Router::new().route("/", get(handler));
}
