//! token: proves
//! fix: 2 generic arguments

use auth::{assurance::Passkey, prelude::*};

pub fn has_used_a_passkey(session: &Session) -> bool {
    session.assurance().proves::<Passkey>()
}

fn main() {}
