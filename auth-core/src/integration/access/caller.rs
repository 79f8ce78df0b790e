//! `Caller<V, K>`: a session, or a program with an API key.

use std::{fmt, time::Duration};

use http::{
    HeaderValue, StatusCode,
    header::{RETRY_AFTER, WWW_AUTHENTICATE},
    request::Parts,
};

use super::{
    grants::{self, Denial, GrantsFailed},
    kinds::kinds,
    read,
    rejection::{self, Refusal, Reply, SessionRejection},
};
use crate::{
    app::{api_keys::ApiKey, auth::Auth, request_sessions::ReadFailure},
    contract::{
        Secret, StoredId,
        api_key::{KeyData, KeyKind, ScopedBy},
        callback::{
            grants::{GrantsCallback, HasGrants},
            state::AppState,
        },
        permission::Set,
        readable::debug_by_message,
        session::{Session, SessionData},
    },
    flow::{
        api_keys::{self, KeyFailure},
        error::AuthError,
        request::{Authorization, Bearer},
        scope::RequestHead,
    },
};

/// The caller of a route: a user with a session, or a program with an API key of the kind `K`.
///
/// The header `Authorization` decides alone. If a request has one, it has to hold a key of this kind that works, or a
/// session, where the builder has `.bearer_sessions()`. Everything else is refused, whatever cookies the request has: a
/// wrong key, a key of another kind, another scheme such as `Basic`, and a repeated header. A proxy that asks for a
/// password by `Basic` has to remove its header before it passes the request on. Without the header, the caller is that of
/// `Session<V>`.
///
/// | request | response |
/// | --- | --- |
/// | no header and no session | that of `Session<V>`; other clients than browsers get `WWW-Authenticate: Bearer` |
/// | a header that is not accepted | 401, `WWW-Authenticate: Bearer error="invalid_token"` (RFC 6750, section 3.1) |
/// | too many wrong keys from a network | 429 with `Retry-After`; keys that work are not counted |
/// | the database cannot be reached | 503 |
///
/// `Option<Caller<…>>` is `None` without header and session. A header that is not accepted is refused all the same.
///
/// `Can<Caller<Visible, Key>, permission::Read>` asks for permissions. A session has what `#[auth::grants]` grants it. A
/// key has its scopes, as far as they are granted to its owner now: see
/// [`api_keys`](crate::app::AuthBuilder::api_keys). `Session<V>` and `Guard<…>` never accept a key, and a key proves no
/// factor, so there is no `Proven<Caller<…>, …>`.
///
/// ```
/// # #[cfg(feature = "axum")]
/// # mod application {
/// use auth::prelude::*;
///
/// #[auth::session]
/// struct Visible {
///     team: String,
/// }
///
/// #[auth::api_key(prefix = "acme")]
/// struct Key {
///     project: u32,
/// }
///
/// async fn report(caller: Caller<Visible, Key>) -> String {
///     match caller {
///         Caller::Session(session) => format!("for {}", session.team),
///         Caller::Key(key) => format!("for project {}", key.project),
///     }
/// }
/// # }
/// ```
#[allow(
    clippy::large_enum_variant,
    reason = "most callers are users, and a box would cost each of them an allocation"
)]
pub enum Caller<V, K> {
    /// A user with a session.
    Session(Session<V>),
    /// A program with an API key.
    Key(ApiKey<K>),
}

impl<V, K> Caller<V, K> {
    /// Returns the ID of the user in the database: that of the session, or the owner of the key.
    pub fn stored_id(&self) -> Option<&StoredId> {
        match self {
            Self::Session(session) => session.stored_id(),
            Self::Key(key) => Some(&key.owner),
        }
    }
}

impl<V: fmt::Debug, K> fmt::Debug for Caller<V, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Session(session) => f.debug_tuple("Session").field(session).finish(),
            Self::Key(key) => f.debug_tuple("Key").field(key).finish(),
        }
    }
}

kinds! { AccessType: [V, K] Caller<V, K>; }
kinds! { CallerType: [V, K] Caller<V, K>; }
kinds! { LayerType: [V, K] Caller<V, K>; }

/// Reads the caller of a request that needs one.
pub(crate) async fn required<V: SessionData, K: KeyData>(
    auth: &Auth<V>,
    parts: &mut Parts,
) -> Result<Caller<V, K>, CallerRejection> {
    match presented::<V, K>(auth, parts)? {
        Presented::Nothing => Ok(Caller::Session(read::required(auth, parts).await?)),
        Presented::Session => session(auth, parts).await.map(Caller::Session),
        Presented::Key(text) => key(auth, parts, &text).await.map(Caller::Key),
    }
}

/// Reads the caller of a request that may have none.
pub(crate) async fn optional<V: SessionData, K: KeyData>(
    auth: &Auth<V>,
    parts: &mut Parts,
) -> Result<Option<Caller<V, K>>, CallerRejection> {
    match presented::<V, K>(auth, parts)? {
        Presented::Nothing => Ok(read::optional(auth, parts).await?.map(Caller::Session)),
        Presented::Session => session(auth, parts).await.map(Caller::Session).map(Some),
        Presented::Key(text) => key(auth, parts, &text).await.map(Caller::Key).map(Some),
    }
}

/// The thing by which a request says who calls.
enum Presented {
    /// It has no header, so its cookies count.
    Nothing,
    /// The header may hold a session.
    Session,
    /// The header holds a key.
    Key(Secret),
}

/// Reads the header.
///
/// # Errors
/// Fails if it is not accepted, or the application has not turned on this kind of keys.
fn presented<V: SessionData, K: KeyData>(
    auth: &Auth<V>,
    parts: &Parts,
) -> Result<Presented, CallerRejection> {
    let settings = auth.erased().settings();
    if !settings.api_keys.has(KeyKind::of::<K>()) {
        tracing::error!(
            target: "auth",
            help = "unknown_key_kind",
            "a handler takes `Caller<…, {kind}>`, and the application does not accept such keys: call \
             `.api_keys::<{kind}>()` on the builder",
            kind = std::any::type_name::<K>(),
        );
        return Err(SessionRejection::Failed.into());
    }
    match Authorization::of(&parts.headers) {
        Authorization::Absent => Ok(Presented::Nothing),
        Authorization::Bearer(Bearer(text)) if api_keys::is_key(settings, text) => {
            Ok(Presented::Key(text.into()))
        }
        Authorization::Bearer(_) if settings.bearer_sessions => Ok(Presented::Session),
        Authorization::Bearer(_) | Authorization::Other | Authorization::Broken => {
            Err(CallerRejection::InvalidToken)
        }
    }
}

/// Reads the session in the header of a request.
async fn session<V: SessionData>(auth: &Auth<V>, parts: &mut Parts) -> Result<Session<V>, CallerRejection> {
    let session = auth.session_once(parts).await.map_err(SessionRejection::from)?;
    session.ok_or(CallerRejection::InvalidToken)
}

/// Checks the key in the header of a request.
async fn key<V: SessionData, K: KeyData>(
    auth: &Auth<V>,
    parts: &Parts,
    text: &Secret,
) -> Result<ApiKey<K>, CallerRejection> {
    let found = auth.erased().key(RequestHead::of(parts), KeyKind::of::<K>(), text.expose()).await?;
    let id = found.key.id.clone();
    ApiKey::of(found).map_err(|error| {
        tracing::error!(target: "auth", help = "unreadable_key", key = id, "an API key is refused: {error}");
        CallerRejection::InvalidToken
    })
}

/// Returns the permissions of a caller: a session has what is granted to it, and a key has its scopes, as far as they are
/// granted to its owner now. `state` makes the state for callbacks.
pub(crate) async fn granted<P, V, K, C>(
    auth: &Auth<V>,
    parts: &Parts,
    state: impl FnOnce() -> C + Send,
    caller: &Caller<V, K>,
) -> Result<Set<P>, GrantsFailed>
where
    K: ScopedBy<P>,
    P: HasGrants<V, By: GrantsCallback<C, V, P>>,
    V: SessionData,
    C: AppState,
{
    match caller {
        Caller::Session(session) => grants::granted(auth, parts, state, session).await,
        Caller::Key(key) => match owner_session(auth, parts, key).await? {
            Some(session) => {
                Ok((*key.data.scopes()).and(grants::granted(auth, parts, state, &session).await?))
            }
            None => Ok(Set::NONE),
        },
    }
}

/// Chooses the response to a caller without the permissions that a route requires.
pub(crate) fn denial<V: SessionData>(auth: &Auth<V>, parts: &Parts) -> Denial {
    match Authorization::of(&parts.headers) {
        Authorization::Absent => Denial::of(auth, parts),
        _ => Denial::InsufficientScope,
    }
}

/// Returns a session of the owner of a key; `None` if only a sign-in can make one.
async fn owner_session<V: SessionData, K>(
    auth: &Auth<V>,
    parts: &Parts,
    key: &ApiKey<K>,
) -> Result<Option<Session<V>>, GrantsFailed> {
    let session = auth.erased().owner_session(RequestHead::of(parts), &key.owner_record).await;
    let session = session.map_err(|error| {
        error.log();
        GrantsFailed
    })?;
    if session.is_none() {
        tracing::warn!(
            target: "auth",
            help = "key_without_permissions",
            "an API key has no permissions: its owner's session is made of claims that only a sign-in can make; keep \
             sessions in the database, or take `Caller<…>` without `Can` and ask for the scopes of the key"
        );
    }
    Ok(session)
}

/// The rejection of a request for a handler that takes a [`Caller`].
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum CallerRejection {
    /// There is no session, or the session or the key could not be read.
    #[error(transparent)]
    Session(#[from] SessionRejection),
    /// The header `Authorization` is not accepted: 401, `{"error":"invalid_token"}`, with
    /// `WWW-Authenticate: Bearer error="invalid_token"`.
    #[error("the header `Authorization` is not accepted")]
    InvalidToken,
    /// There were too many wrong keys from the network of the client: 429, `{"error":"TooManyRequests"}`.
    #[error("too many wrong keys")]
    TooManyRequests {
        /// The time after which the next attempt is possible.
        retry_after: Duration,
    },
}

debug_by_message!(CallerRejection);

impl From<KeyFailure> for CallerRejection {
    fn from(failure: KeyFailure) -> Self {
        match failure {
            KeyFailure::Invalid => Self::InvalidToken,
            KeyFailure::TooMany { retry_after } => {
                AuthError::TooManyRequests { retry_after }.log();
                Self::TooManyRequests { retry_after }
            }
            KeyFailure::Failed(error) => {
                error.log();
                SessionRejection::from(ReadFailure::from(&error)).into()
            }
        }
    }
}

impl Refusal for CallerRejection {
    fn reply(&self) -> Reply {
        match self {
            Self::Session(rejection @ SessionRejection::Unauthorized) => {
                let mut response = rejection.reply();
                response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
                response
            }
            Self::Session(rejection) => rejection.reply(),
            Self::InvalidToken => rejection::invalid_token(),
            Self::TooManyRequests { retry_after } => {
                let mut response = rejection::json(StatusCode::TOO_MANY_REQUESTS, "TooManyRequests");
                response.headers_mut().insert(RETRY_AFTER, retry_after.as_secs().max(1).into());
                response
            }
        }
    }
}
