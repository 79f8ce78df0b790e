//! token: email
//! fix: one of the expressions' fields has a field of the same name

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn page(session: Session<Visible>) -> String {
    session.email.unwrap_or_default()
}

fn main() {}
