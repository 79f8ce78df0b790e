//! Faults of the server that the world has found, and that are not mended yet. A run prints how often each was met.

use crate::{
    site::Sessions::{self, RevocableTokens, Rows, Tokens},
    world::Violation,
};

/// A known fault: its name, the rule that it breaks, a point that must have failed (if any), and the sessions that it
/// concerns.
type Known = (&'static str, &'static str, &'static str, &'static [Sessions]);

const ALL: &[Sessions] = &[Rows, Tokens, RevocableTokens];

/// To be emptied.
///
/// The deletion cannot be made harmless: a `Set-Cookie` header names a cookie, and not the value that the answer is about,
/// and the answer to an invalid cookie has to delete it at once, as that of Auth.js does. The process that decides so need
/// not know of the sign-in, which may run in another process or begin later; the browser has to sign in again, and no
/// other user gains anything.
const KNOWN: &[Known] = &[(
    "an answer about the previous session deletes the cookie of a new one if it arrives later",
    "a late answer has deleted a new session",
    "",
    ALL,
)];

/// Returns the name of the known fault that explains a broken invariant.
pub(crate) fn name(violation: &Violation, sessions: Sessions) -> Option<&'static str> {
    // All faults are shown if the variable is set.
    if std::env::var_os("AUTH_ALL").is_some() {
        return None;
    }
    let explains = |(_, rule, cause, of): &&Known| {
        *rule == violation.rule && violation.cause.contains(cause) && of.contains(&sessions)
    };
    KNOWN.iter().find(explains).map(|(name, ..)| *name)
}
