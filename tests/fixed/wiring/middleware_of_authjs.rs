use auth::prelude::*;
use axum::Router;

fn app(auth: Auth) -> Router {
    Router::new().layer(auth.layer())
}
