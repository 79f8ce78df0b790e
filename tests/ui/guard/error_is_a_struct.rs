//! token: Locked
//! fix: implement `std::error::Error` for it

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

struct Locked;

#[auth::guard]
async fn staff(session: &Session<Visible>) -> std::result::Result<bool, Locked> {
    if session.admin { Ok(true) } else { Err(Locked) }
}

fn main() {}
