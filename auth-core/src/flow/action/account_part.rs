//! The paths below `/account`: the parts that can be read, and the changes.

use crate::flow::request::Method;

/// The parts of an account that can be read as JSON.
const PARTS: [&str; 7] = ["overview", "profile", "sessions", "passkeys", "accounts", "keys", "export"];

/// Returns `true` if there is such a part or change. What does not exist is refused before anything is read.
pub(super) fn serves(method: Method, part: Option<&str>) -> bool {
    match (method, part) {
        (Method::Get, None) => true,
        (Method::Get, Some(part)) => PARTS.contains(&part),
        (Method::Post, Some(change)) => Change::of(change).is_some(),
        (Method::Post, None) => false,
    }
}

/// A change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Profile,
    RevokeSession,
    RevokeOthers,
    RenamePasskey,
    RemovePasskey,
    AddPhone,
    Unlink,
    RevokeKey,
    Delete,
}

impl Change {
    /// Returns the change with this name in the path.
    pub(super) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "profile" => Self::Profile,
            "revoke-session" => Self::RevokeSession,
            "revoke-other-sessions" => Self::RevokeOthers,
            "rename-passkey" => Self::RenamePasskey,
            "remove-passkey" => Self::RemovePasskey,
            "add-phone" => Self::AddPhone,
            "unlink-account" => Self::Unlink,
            "revoke-key" => Self::RevokeKey,
            "delete" => Self::Delete,
            _ => return None,
        })
    }

    /// Returns `true` if the change needs a sign-in or a proof of the last ten minutes.
    pub(super) fn needs_fresh_session(self) -> bool {
        matches!(self, Self::RemovePasskey | Self::AddPhone | Self::Unlink | Self::Delete)
    }
}
