//! token: handler
//! fix: `#[derive(auth::FromRef)]`

use actix_web::{App, web};
use auth::{integration::WithState, prelude::*};

#[derive(Clone)]
pub struct Db;

#[derive(Clone)]
pub struct Mailer;

#[derive(Clone, auth::FromRef)]
pub struct Shared {
    mailer: Mailer,
}

#[auth::guard]
async fn members(_: &Session, _: State<Db>) -> bool {
    true
}

async fn handler(_: WithState<Guard<members>, Shared>) -> &'static str {
    ""
}

fn main() {
    let _ = App::new().route("/", web::get().to(handler));
}
