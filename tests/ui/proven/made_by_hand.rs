//! token: access
//! fix: private

use auth::{assurance::Passkey, prelude::*};

pub fn forged(session: Session) -> Proven<Session, Passkey> {
    Proven { access: session, ..todo!() }
}

fn main() {}
