//! token: unsafe
//! fix: remove `unsafe`

use auth::prelude::*;

#[auth::guard]
async unsafe fn admins(session: &Session) -> bool {
    session.user.name.is_some()
}

fn main() {}
