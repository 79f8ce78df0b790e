//! token: handler
//! fix: `#[auth::session]`

use actix_web::{App, web};
use auth::prelude::*;

pub struct Plain;

async fn handler(_: Session<Plain>) -> &'static str {
    ""
}

fn main() {
    let _ = App::new().route("/", web::get().to(handler));
}
