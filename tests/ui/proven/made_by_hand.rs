//! token: access: session
//! fix: private

use auth::{assurance::Passkey, prelude::*};

pub fn forged(session: Session, proven: Proven<Session, Passkey>) -> Proven<Session, Passkey> {
    Proven { access: session, ..proven }
}

fn main() {}
