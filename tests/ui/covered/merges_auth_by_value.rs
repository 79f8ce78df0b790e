//! token: auth
//! fix: &auth

use auth::{covered::Router, prelude::*};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

fn routes(auth: Auth<Visible>) -> Router<Auth<Visible>> {
    Router::new().merge(auth)
}

fn main() {}
