//! token: extern "C"
//! fix: remove `extern "C"`

use auth::prelude::*;

#[auth::guard]
async extern "C" fn admins(session: &Session) -> bool {
    session.user.name.is_some()
}

fn main() {}
