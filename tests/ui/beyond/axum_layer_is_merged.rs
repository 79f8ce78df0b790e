//! token: auth.layer()
//! fix: .layer(

use auth::prelude::*;
use axum::Router;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

fn app(auth: Auth<Visible>) -> Router {
    Router::new().merge(auth.layer()).with_state(auth)
}

fn main() {}
