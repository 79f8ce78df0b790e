//! token: handler
//! fix: `Can<Session<Visible>, permission::Refund>`

use actix_web::{App, web};
use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

#[auth::grants]
fn granted(_: &Session<Visible>) -> Set<Permission> {
    Set::all()
}

async fn handler(_: Can<Visible, permission::Refund>) -> &'static str {
    ""
}

fn main() {
    let _ = App::new().route("/", web::get().to(handler));
}
