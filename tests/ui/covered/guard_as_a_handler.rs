//! token: admins
//! fix: _: Guard<admins>

use auth::{
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[auth::guard]
async fn admins(session: &Session<Visible>) -> bool {
    session.admin
}

fn routes() -> Router<Auth<Visible>> {
    Router::new().route("/", get(admins))
}

fn main() {}
