//! token: auth.routes::<Auth<Visible>>()
//! fix: the routes of `Auth` are covered as `&auth`

use auth::{covered::Router, prelude::*};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

fn app(auth: Auth<Visible>) -> Router<Auth<Visible>> {
    Router::new().merge(auth.routes::<Auth<Visible>>())
}

fn main() {}
