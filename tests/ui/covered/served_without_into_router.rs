//! token: router
//! fix: into_router

use auth::{
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn home(_: Public) {}

fn serve(_: axum::Router) {}

fn routes(auth: Auth<Visible>) {
    let router: Router = Router::new().route("/", get(home)).with_state(auth);
    serve(router);
}

fn main() {}
