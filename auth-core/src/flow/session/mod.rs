//! Sessions. This module alone reads, issues, shows, extends and ends them.

mod access;
mod lifetime;
mod list;
#[cfg_attr(not(feature = "oauth"), allow(dead_code, reason = "only OAuth providers end sessions"))]
pub(crate) mod provider_session;
mod revocation;
pub(crate) mod sign_out_hint;
pub(crate) mod stored;
mod token;

use std::time::Duration;

use serde_json::Value;

pub use self::list::{ActiveSession, SessionId};
use self::revocation::Standing;
pub(crate) use self::{
    lifetime::expiry,
    list::{list, revoke, revoke_all, revoke_application_user},
};
use super::{error::AuthError, events, scope::Scope, types::AppTypes};
use crate::{
    adapter::Adapter,
    contract::{
        AdapterUser, EmailAddress, StoredId, UnixTime,
        callback::{
            event::{SessionEvent, SignOutEvent},
            jwt::Access,
            session::{SessionCall, SessionCallback, SessionOutcome},
        },
        session::Session,
        token::Jwt,
    },
    cookie::chunk,
    trace,
};

/// The default of `session_max_age`: thirty days, as in Auth.js.
pub(crate) const DEFAULT_MAX_AGE: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// The default of `session_update_age`: one day, as in Auth.js.
pub(crate) const DEFAULT_UPDATE_AGE: Duration = Duration::from_secs(24 * 60 * 60);

/// The state of the session cookie of a request.
#[expect(clippy::large_enum_variant, reason = "made once per request")]
pub(crate) enum SessionState<T> {
    /// The request has no session cookie.
    Absent,
    /// The cookie holds no session: it is broken, out of date, or revoked. It can be deleted.
    Invalid,
    /// The cookie holds a genuine token that this application cannot use: its claims are of another version, or it is
    /// for another service. It may be a session elsewhere, so the cookie stays.
    Foreign,
    /// A session: its token, or the record in its place if sessions are rows of the database.
    Active(Jwt<T>),
}

/// Reads the session of the request, if the access callback allows it.
///
/// # Errors
/// Fails if the database fails, since the state of the session is then unknown.
pub(crate) async fn read<F: AppTypes>(scope: &Scope<'_, F>) -> Result<SessionState<F::Token>, AuthError> {
    Ok(match find(scope).await? {
        SessionState::Active(record) => match access::check(scope, &record).await {
            Access::Allow => SessionState::Active(record),
            Access::Revoke => {
                stored::forget(scope).await?;
                SessionState::Invalid
            }
        },
        other => other,
    })
}

/// Reads the session of the request without asking the access callback.
pub(crate) async fn find<F: AppTypes>(scope: &Scope<'_, F>) -> Result<SessionState<F::Token>, AuthError> {
    match scope.session_store() {
        Some(adapter) => stored::find(scope, adapter).await,
        None => match token::decode(scope) {
            SessionState::Active(token) if lifetime::is_over(scope, &token) => Ok(SessionState::Invalid),
            SessionState::Active(token) => Ok(match revocation::standing(scope, &token).await? {
                Standing::Valid
                    if access::predates_proof(scope, &token).await?
                        || provider_session::is_ended(scope, &token).await? =>
                {
                    SessionState::Invalid
                }
                Standing::Valid => SessionState::Active(token),
                Standing::Revoked => SessionState::Invalid,
                Standing::Unknown => SessionState::Foreign,
            }),
            state => Ok(state),
        },
    }
}

/// Starts the session of a token, and writes it into the cookie.
///
/// # Errors
/// Fails if the database fails, or the token cannot be written.
pub(crate) async fn start<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    mut token: Jwt<F::Token>,
) -> Result<(), AuthError> {
    lifetime::begin(scope, &mut token);
    revocation::begin(scope, &mut token).await?;
    token::issue(scope, &mut token)
}

/// Runs the update callback on the token. A token of the application whose subject it changes gets the epoch of that user.
///
/// # Errors
/// Fails if the payload does not fit its type, or the database fails. Any other failure ends the session.
pub(crate) async fn update<F: AppTypes>(
    scope: &Scope<'_, F>,
    token: &mut Jwt<F::Token>,
    payload: &Value,
) -> Result<Access, AuthError> {
    let owner = revocation::owner(token);
    let access = access::update(scope, token, payload).await?;
    if revocation::owner(token) != owner {
        revocation::begin_epoch(scope, token).await?;
    }
    Ok(access)
}

#[cfg_attr(
    not(any(feature = "oauth", feature = "passkey")),
    allow(dead_code, reason = "for accounts and passkeys")
)]
/// Returns the stored user who is signed in with this browser. An expired, revoked or unreadable session has no user. A
/// token about a user of the application has none. A token that does not say whose ID its subject is, as those of
/// Auth.js, has one only if its e-mail address is that of the user with its ID.
///
/// # Errors
/// Fails if the database fails.
pub(crate) async fn signed_in_user<F: AppTypes>(
    scope: &Scope<'_, F>,
) -> Result<Option<AdapterUser>, AuthError> {
    let adapter = scope.adapter()?;
    let SessionState::Active(token) = read(scope).await? else { return Ok(None) };
    match (token.stored_id(), &token.sub, &token.email) {
        (Some(id), ..) => Ok(adapter.user(&id).await?),
        (None, Some(id), Some(email)) if token.subject.is_none() => {
            let user = adapter.user(&StoredId::from_store(id.as_str())).await?;
            Ok(user.filter(|user| has_address(user, email)))
        }
        _ => Ok(None),
    }
}

/// Returns `true` if the request has a session.
#[cfg(feature = "passkey")]
pub(crate) async fn is_active<F: AppTypes>(scope: &Scope<'_, F>) -> Result<bool, AuthError> {
    Ok(matches!(read(scope).await?, SessionState::Active(_)))
}

#[cfg_attr(
    not(any(feature = "oauth", feature = "passkey")),
    allow(dead_code, reason = "for accounts and passkeys")
)]
/// Returns `true` if the user has this e-mail address, in any spelling.
fn has_address(user: &AdapterUser, address: &str) -> bool {
    EmailAddress::parse(address).is_ok_and(|address| address.is_spelled(user.user.email.as_deref()))
}

/// Shapes the session for the browser. `update` is the payload that the browser has just sent, if any.
pub(crate) async fn show<F: AppTypes>(
    scope: &Scope<'_, F>,
    record: &Jwt<F::Token>,
    expires: UnixTime,
    update: Option<&Value>,
) -> Result<Session<F::Session>, AuthError> {
    let standard = Session::from_token(record, expires, ());
    let call = SessionCall { state: scope.state(), facts: scope.facts, update };
    let outcome = trace::callback("session", F::Show::call(call, record)).await?;
    outcome.show(standard).map_err(|error| AuthError::callback("session", error))
}

/// Returns `true` if a session in use has reached the age at which it is extended.
pub(crate) fn is_due<F: AppTypes>(scope: &Scope<'_, F>, record: &Jwt<F::Token>) -> bool {
    match (scope.session_store(), stored::token(scope)) {
        (Some(_), Some(_)) => stored::is_due(scope, record),
        _ => token::is_due(scope, record),
    }
}

/// Extends a session in use if it is due. Returns `true` if it was.
pub(crate) async fn renew<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    record: &mut Jwt<F::Token>,
) -> Result<bool, AuthError> {
    match (scope.session_store(), stored::token(scope)) {
        (Some(adapter), Some(token)) => {
            let renewed =
                stored::is_due(scope, record) && stored::touch(scope, adapter, &token, record).await?;
            if renewed {
                stored::set_cookie(scope, &token);
            }
            Ok(renewed)
        }
        _ => {
            let due = token::is_due(scope, record);
            if due {
                token::issue(scope, record)?;
            }
            Ok(due)
        }
    }
}

/// Shows and extends a session, or ends it if `access` revokes it. `update` is the payload that the browser has just
/// sent, if any.
pub(crate) async fn extend<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    mut record: Jwt<F::Token>,
    access: Access,
    update: Option<&Value>,
) -> Result<Option<Session<F::Session>>, AuthError> {
    if access == Access::Revoke {
        stored::forget(scope).await?;
        end(scope);
        return Ok(None);
    }
    let session = match (scope.session_store(), stored::token(scope)) {
        (Some(adapter), Some(token)) => {
            // The session shows the stored expiry; that of the cookie moves at every read (Auth.js).
            let stored = record.exp.unwrap_or(scope.now);
            let session = show(scope, &record, stored, update).await?;
            if stored::is_due(scope, &record) {
                stored::touch(scope, adapter, &token, &record).await?;
            }
            stored::set_cookie(scope, &token);
            session
        }
        _ => {
            let session = show(scope, &record, expiry(scope, &record), update).await?;
            token::issue(scope, &mut record)?;
            session
        }
    };
    events::session(scope, SessionEvent { user: &session.user }, &record, &session).await;
    Ok(Some(session))
}

/// Ends the session, whatever its state, and reports the sign-out. Revocable tokens end for everyone who holds one.
pub(crate) async fn sign_out<F: AppTypes>(scope: &mut Scope<'_, F>) {
    match find(scope).await {
        Ok(SessionState::Active(record)) => match stored::forget(scope).await {
            Ok(()) => {
                revocation::end(scope, &record).await;
                let event = SignOutEvent { user_id: record.sub.as_deref() };
                events::sign_out(scope, event, &record).await;
            }
            Err(error) => error.log(),
        },
        Ok(SessionState::Absent | SessionState::Invalid | SessionState::Foreign) => {}
        Err(error) => error.log(),
    }
    end(scope);
}

/// Ends the session that the browser had before a sign-in that starts none.
pub(crate) async fn end_previous<F: AppTypes>(scope: &mut Scope<'_, F>) {
    revocation::end_previous(scope).await;
    end(scope);
}

/// Deletes the session cookie with all its chunks.
pub(crate) fn end<F: AppTypes>(scope: &mut Scope<'_, F>) {
    chunk::delete_all(&mut scope.jar, &scope.cookies, &scope.scheme.cookies.session_token);
    sign_out_hint::forget(scope);
}
