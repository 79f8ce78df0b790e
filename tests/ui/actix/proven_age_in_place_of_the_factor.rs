//! token: handler
//! fix: the age of the proof comes last

use actix_web::{App, web};
use auth::prelude::*;

async fn handler(_: Proven<Session, Minutes<5>>) -> &'static str {
    ""
}

fn main() {
    let _ = App::new().route("/", web::get().to(handler));
}
