//! The check of an API key that a program calls with.

use std::{net::IpAddr, time::Duration};

use tokio::{runtime::Handle, sync::Semaphore};

use super::text::KeyParts;
use crate::{
    adapter::{Adapter, AnyAdapter, ApiKeyAndUser},
    contract::{AdapterUser, Secret, StoredApiKey, UnixTime, api_key::KeyKind},
    flow::{error::AuthError, settings::Settings},
};

/// The time within which a second use of a key is not recorded.
const PRECISION: Duration = Duration::from_secs(60);

/// The uses that are recorded at the same time. If there are more, the next use of the key is recorded instead.
static UNDER_WAY: Semaphore = Semaphore::const_new(64);

/// The hash of no secret, compared in place of a row that is not there.
const NO_HASH: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// A valid key, and its owner as stored.
pub(crate) struct KeyOwner {
    pub(crate) key: StoredApiKey,
    pub(crate) user: AdapterUser,
}

/// The reason for which a key is not accepted.
#[cfg_attr(not(feature = "extractors"), allow(dead_code, reason = "serves the integration of a framework"))]
pub(crate) enum KeyFailure {
    /// The key is not one of this kind, or was revoked, has expired, or its owner is gone.
    Invalid,
    /// There were too many wrong keys from the network of the client.
    TooMany {
        /// The time after which the next attempt is possible.
        retry_after: Duration,
    },
    /// The database failed.
    Failed(AuthError),
}

/// Checks a key. An unknown ID costs as much as a wrong secret.
///
/// # Errors
/// Fails if the key is not valid, or the database fails.
pub(crate) async fn check(
    settings: &Settings,
    kind: KeyKind,
    text: &str,
    address: Option<IpAddr>,
) -> Result<KeyOwner, KeyFailure> {
    let parts = KeyParts::of(text).filter(|parts| parts.prefix == kind.prefix).ok_or(KeyFailure::Invalid)?;
    let store = settings.store.as_ref().ok_or(KeyFailure::Failed(AuthError::MissingAdapter))?;
    let found = store.adapter.api_key(parts.id).await.map_err(|error| KeyFailure::Failed(error.into()))?;
    let now = settings.clock.now();
    match valid(found, kind, parts, now) {
        Some(owner) => {
            record_use(&store.adapter, &owner.key, now).await;
            Ok(owner)
        }
        None => Err(count_wrong(settings, address).await),
    }
}

/// Returns the row if the secret is the right one and the key works.
fn valid(
    found: Option<ApiKeyAndUser>,
    kind: KeyKind,
    parts: KeyParts<'_>,
    now: UnixTime,
) -> Option<KeyOwner> {
    let no_hash = Secret::new(NO_HASH);
    let stored = found.as_ref().map_or(&no_hash, |found| &found.key.hash);
    let is_right = parts.hash() == *stored;
    let ApiKeyAndUser { key, user, .. } = found?;
    let works =
        key.prefix == kind.prefix && key.id == parts.id && key.user_id == user.id() && !is_over(&key, now);
    (is_right && works).then_some(KeyOwner { key, user })
}

/// Returns `true` if a key has expired.
pub(super) fn is_over(key: &StoredApiKey, now: UnixTime) -> bool {
    key.expires.is_some_and(|expires| expires <= now)
}

/// Counts a wrong key of the client's network by the rule of sign-ins, but apart from them: a program with an old key does
/// not keep people out. Right keys are not counted, since no key can be guessed.
async fn count_wrong(settings: &Settings, address: Option<IpAddr>) -> KeyFailure {
    let Some(rule) = &settings.limits.networks else { return KeyFailure::Invalid };
    let key = settings.limits.key_network_key(address);
    match settings.limits.count(settings.store.as_ref(), &key, rule, &*settings.clock).await {
        Ok(()) => KeyFailure::Invalid,
        Err(retry_after) => KeyFailure::TooMany { retry_after },
    }
}

/// Records the use of a key, at most once a minute, in a task that the request does not wait for. A failure is logged and
/// changes nothing.
async fn record_use(adapter: &AnyAdapter, key: &StoredApiKey, now: UnixTime) {
    let due = now - PRECISION;
    if key.last_used.is_some_and(|last| last > due) {
        return;
    }
    let (adapter, id) = (adapter.clone(), key.id.clone());
    let touch = async move {
        if let Err(error) = adapter.touch_api_key(&id, now, due).await {
            AuthError::from(error).log();
        }
    };
    match (Handle::try_current(), UNDER_WAY.try_acquire()) {
        (Ok(runtime), Ok(permit)) => {
            runtime.spawn(async move {
                let _permit = permit;
                touch.await;
            });
        }
        (Ok(_), Err(_)) => {}
        (Err(_), _) => touch.await,
    }
}
