//! token: middleware
//! fix: .layer(auth.layer())

use auth::prelude::*;
use axum::Router;

fn app(auth: Auth) -> Router {
    Router::new().layer(auth.middleware())
}

fn main() {}
