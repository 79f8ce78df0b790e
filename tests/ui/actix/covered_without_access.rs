//! token: forgotten
//! fix: the first argument

use actix_web::web::Path;
use auth::{
    covered::actix::{Routes, get},
    prelude::*,
};

async fn home(_: Public) -> &'static str {
    ""
}

async fn forgotten(order: Path<u32>) -> String {
    order.to_string()
}

fn main() {
    let _ = Routes::new().route("/", get(home)).route("/orders/{id}", get(forgotten));
}
