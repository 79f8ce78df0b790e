//! token: StatusCode::NOT_FOUND
//! fix: Public

use auth::covered::Router;

use axum::http::StatusCode;

fn routes() -> Router {
    Router::new().fallback(StatusCode::NOT_FOUND)
}

fn main() {}
