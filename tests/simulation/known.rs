//! Faults of the server that the world has found, and that are not mended yet.

use crate::{site::Sessions, world::Violation};

/// A known fault: its name, the rule that it breaks, and a failure that must have been injected, if any.
struct Known {
    name: &'static str,
    rule: &'static str,
    cause: &'static str,
    sessions: &'static [Sessions],
}

const KNOWN: &[Known] = &[];

/// Returns the name of the known fault that explains a broken invariant.
pub(crate) fn name(violation: &Violation, sessions: Sessions) -> Option<&'static str> {
    let explains = |known: &&Known| {
        known.rule == violation.rule
            && violation.cause.contains(known.cause)
            && known.sessions.contains(&sessions)
    };
    KNOWN.iter().find(explains).map(|known| known.name)
}
