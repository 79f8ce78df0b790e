//! token: order
//! fix: first argument

use actix_web::web::Path;
use auth::{
    covered::actix::{Routes, get},
    prelude::*,
};

async fn order(order: Path<u32>, _: Session) -> String {
    order.to_string()
}

fn main() {
    let _ = Routes::new().route("/orders/{id}", get(order));
}
