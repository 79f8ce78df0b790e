//! token: handler
//! fix: axum::extract::FromRef

use auth::{
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

// The derive of axum is meant, which has the same name.
#[derive(Clone, FromRef)]
pub struct App {
    pub auth: Auth<Visible>,
}

async fn handler(_: Session<Visible>) {}

fn main() {
    let _: Router<App> = Router::new().route("/", get(handler));
}
