//! token: web::get().to(home)
//! fix: auth::covered

use actix_web::web;
use auth::{covered::actix::Routes, prelude::*};

async fn home(_: Public) -> &'static str {
    ""
}

fn main() {
    let _ = Routes::new().route("/", web::get().to(home));
}
