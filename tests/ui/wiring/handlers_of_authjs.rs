//! token: handlers
//! fix: .merge(auth.routes())

use auth::prelude::*;
use axum::Router;

fn app(auth: Auth) -> Router {
    Router::new().nest("/auth", auth.handlers())
}

fn main() {}
