//! token: AuthMethod
//! fix: the factors are `Password`

use auth::{assurance::AuthMethod, prelude::*};

pub fn has_used_a_password(session: &Session) -> bool {
    session.assurance().proves::<AuthMethod, Minutes<5>>()
}

fn main() {}
