//! token: handler
//! fix: `State<T>` for a part `T` of that state

use auth::{
    covered::{Router, get},
    prelude::*,
};
use axum::extract::State;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

// `Auth<Visible>` is meant.
async fn handler(_: Session<Visible>, State(_): State<Auth>) {}

fn main() {
    let _: Router<Auth<Visible>> = Router::new().route("/", get(handler));
}
