//! The hash by which a session is known while it lasts, and the check that it still does.

use sha2::{Digest, Sha256};

use super::{SessionState, find};
use crate::{
    contract::{UnixTime, token::Jwt},
    flow::{error::AuthError, scope::Scope, types::AppTypes},
    jose,
};

/// Returns the hash of a session. It stays the same as long as the session lasts, even if its token is issued anew.
pub(crate) fn hash<T>(record: &Jwt<T>) -> String {
    let owner = record.session_owner();
    let (kind, id) = match &owner {
        Some(owner) => ("store", Some(owner.as_str())),
        None => ("other", record.sub.as_deref()),
    };
    let begun = record.auth_time.map_or(0, UnixTime::as_secs);
    let sid = record.sid.as_deref().unwrap_or_default();
    jose::encode(Sha256::digest(format!("{kind}\n{begun}\n{sid}\n{}", id.unwrap_or_default())))
}

/// Requires that the session that a sign-in continues is still there. It keeps its proofs, so its end has to count, even if it
/// came while the application checked a password or a provider responded.
///
/// # Errors
/// Fails if the session has ended, or the database fails.
pub(crate) async fn require_continued<F: AppTypes>(scope: &Scope<'_, F>) -> Result<(), AuthError> {
    let Some(continued) = &scope.continued else { return Ok(()) };
    match find(scope).await? {
        SessionState::Active(record) if hash(&record) == continued.session => Ok(()),
        _ => Err(AuthError::SessionRequired),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_tells_sessions_apart() {
        let token = |json: &str| hash(&serde_json::from_str::<Jwt>(json).unwrap());
        let hashes = [
            r#"{"sub":"1","auth_subject":"store","auth_time":7}"#,
            r#"{"sub":"1","auth_subject":"application","auth_time":7}"#,
            r#"{"sub":"1","auth_subject":"store","auth_time":8}"#,
            r#"{"sub":"2","auth_subject":"store","auth_time":7}"#,
            r#"{"sub":"1","auth_subject":"store","auth_time":7,"auth_sid":"s"}"#,
        ];
        let hashes: std::collections::HashSet<String> = hashes.into_iter().map(token).collect();
        assert_eq!(hashes.len(), 5);
    }
}
