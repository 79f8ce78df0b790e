//! token: handler
//! fix: `NoState`

use actix_web::{App, web};
use auth::prelude::*;

#[derive(Clone)]
pub struct Db;

#[auth::guard]
async fn members(_: &Session, _: State<Db>) -> bool {
    true
}

async fn handler(_: Guard<members>) -> &'static str {
    ""
}

fn main() {
    let _ = App::new().route("/", web::get().to(handler));
}
