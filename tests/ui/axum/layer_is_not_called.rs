//! token: auth.layer
//! token: layer
//! fix: use parentheses to call the method

use auth::prelude::*;
use axum::Router;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

fn app(auth: Auth<Visible>) -> Router {
    Router::new().layer(auth.layer).with_state(auth)
}

fn main() {}
