//! The session of a provider in which a session here began, so that the provider can end it by its `sid` (OpenID Connect
//! Back-Channel Logout 1.0). The session here carries a hash of it. One marker in the database says that a sign-in has taken
//! place in it, and another one that it has ended.

use std::time::Duration;

use sha2::{Digest, Sha256};

use super::revocation;
use crate::{
    adapter::{Adapter, AdapterError, Kind},
    contract::{ProviderId, StoredId, token::Jwt},
    flow::{application::Engine, error::AuthError, scope::Scope, types::AppTypes},
    jose,
};

/// The character between two hashes in the claim of a session.
const BETWEEN: char = '~';

/// Hashes the ID of a provider's session. The hash is 16 bytes as base64url.
fn hash(provider: &ProviderId, sid: &str) -> String {
    let hash = Sha256::digest(format!("{}\n{provider}\n{sid}", provider.as_str().len()));
    let (half, _) = hash.split_at(16);
    jose::encode(half)
}

/// Returns the key of the marker of an ended session.
fn marker(hash: &str) -> String {
    format!("provider-session:{hash}")
}

/// The time for which a session of a provider is known, if no sign-in is limited. A session here that is used longer still
/// ends with it, but the database does not know any more that there is one.
const KNOWN: Duration = Duration::from_secs(400 * 24 * 60 * 60);

/// Returns the key of the marker of a session in which a sign-in has taken place.
fn begun_marker(hash: &str) -> String {
    format!("provider-session-begun:{hash}")
}

/// Records the provider's session in which a sign-in takes place, for the session that it starts, and for a logout.
///
/// # Errors
/// Fails if the database fails.
pub(crate) async fn begin<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    provider: &ProviderId,
    sid: &str,
) -> Result<(), AuthError> {
    let hash = hash(provider, sid);
    let until = scope.now + scope.engine.settings.lifetime.unwrap_or(KNOWN) + jose::TOLERANCE;
    match scope.adapter()?.spend_once(&begun_marker(&hash), until).await {
        // A database without markers ends no session by its `sid` anyway: `end` fails.
        Ok(_) | Err(AdapterError::Unsupported(Kind::Marker)) => {}
        Err(error) => return Err(error.into()),
    }
    scope.provider_session = Some(hash);
    Ok(())
}

/// Returns the sessions of providers of a session that continues another one: that in which it began, and the latest. Each
/// of them ends it, so a step-up elsewhere does not keep it from the logout of the first.
pub(super) fn both(continued: Option<&str>, latest: Option<String>) -> Option<String> {
    match (continued, latest) {
        (Some(known), Some(latest)) if hashes(known).all(|hash| hash != latest) => {
            let first = hashes(known).next().unwrap_or_default();
            Some(format!("{first}{BETWEEN}{latest}"))
        }
        (Some(known), _) => Some(known.to_owned()),
        (None, latest) => latest,
    }
}

/// Returns the hashes in the claim of a session.
fn hashes(claim: &str) -> impl Iterator<Item = &str> {
    claim.split(BETWEEN).take(2)
}

/// Returns `true` if the provider has ended the session in which this one began, or in which its user has proven more.
///
/// # Errors
/// Fails if the database fails.
pub(super) async fn is_ended<F: AppTypes>(
    scope: &Scope<'_, F>,
    record: &Jwt<F::Token>,
) -> Result<bool, AuthError> {
    let (Some(claim), Ok(adapter)) = (&record.provider_session, scope.adapter()) else { return Ok(false) };
    let user = record.session_owner().unwrap_or_else(|| StoredId::from_store(""));
    for hash in hashes(claim) {
        let marker = marker(hash);
        let status = match &scope.engine.settings.epochs {
            Some(epochs) => {
                Box::pin(epochs.status(adapter, user.as_str(), &marker, &*scope.engine.settings.clock)).await
            }
            None => Box::pin(adapter.token_status(&user, &marker)).await,
        };
        match status {
            Ok(status) if status.is_ended => return Ok(true),
            // A database that cannot read markers has not ended it: `end` fails.
            Ok(_) | Err(AdapterError::Unsupported(Kind::Epoch)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(false)
}

/// Ends all sessions that began in a session of the provider. Returns `false` if no sign-in in it is known: sessions may have
/// begun in it before this was recorded.
///
/// # Errors
/// Fails if the database fails, or keeps no markers that can be read.
pub(crate) async fn end<F: AppTypes>(
    engine: &Engine<F>,
    provider: &ProviderId,
    sid: &str,
) -> Result<bool, AuthError> {
    let settings = &engine.settings;
    let adapter = &settings.store.as_ref().ok_or(AuthError::MissingAdapter)?.adapter;
    let hash = hash(provider, sid);
    let marker = marker(&hash);
    adapter.spend_once(&marker, revocation::last_expiry(engine, None)).await?;
    // A database that cannot read markers would leave the sessions as they are.
    adapter.token_status(&StoredId::from_store(""), &marker).await?;
    let begun = adapter.token_status(&StoredId::from_store(""), &begun_marker(&hash)).await?;
    if let Some(epochs) = &settings.epochs {
        epochs.forget(|_, known| known == marker);
    }
    Ok(begun.is_ended)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_keeps_the_first_and_the_latest() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(both(None, None), None);
        assert_eq!(both(None, some("a")), some("a"));
        assert_eq!(both(Some("a"), None), some("a"));
        assert_eq!(both(Some("a"), some("a")), some("a"));
        assert_eq!(both(Some("a"), some("b")), some("a~b"));
        assert_eq!(both(Some("a~b"), some("a")), some("a~b"));
        assert_eq!(both(Some("a~b"), some("c")), some("a~c"));
    }

    #[test]
    fn sessions_of_different_providers_differ() {
        let hashes = [("a", "1"), ("b", "1"), ("a", "2"), ("a", "a\n1"), ("a\na", "1")];
        let hashes = hashes.map(|(provider, sid)| hash(&provider.into(), sid));
        for (at, hash) in hashes.iter().enumerate() {
            assert_eq!(hash.len(), 22);
            assert!(!hashes.iter().skip(at + 1).any(|other| other == hash));
        }
    }
}
