//! token: extern "C"
//! fix: remove `extern "C"`

use auth::prelude::*;

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
}

#[auth::grants]
extern "C" fn granted(session: &Session) -> Set<Permission> {
    if session.user.name.is_some() { Set::all() } else { Set::NONE }
}

fn main() {}
