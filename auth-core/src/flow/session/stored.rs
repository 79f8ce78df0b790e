//! Sessions as rows of the database: the cookie holds only the token of a row.

use super::{SessionState, expiry, sign_out_hint};
use crate::{
    adapter::{Adapter, AnyAdapter, NewSession, SessionAndUser},
    contract::{Secret, UnixTime, VerifiedEmail, callback::jwt::JwtCallback, token::Jwt},
    cookie::{chunk, jar::Lifetime},
    flow::{error::AuthError, scope::Scope, types::AppTypes},
    random,
};

/// Returns the content of the session cookie.
pub(crate) fn token<F: AppTypes>(scope: &Scope<'_, F>) -> Option<Secret> {
    chunk::read(&scope.cookies, scope.scheme.cookies.session_token.name())
        .map(|token| Secret::new(token.into_owned()))
}

/// Returns the row that a sign-in creates, in place of the session that the browser has; `None` if sessions are tokens.
/// Every sign-in has a new token.
pub(crate) fn new_session<F: AppTypes>(scope: &Scope<'_, F>) -> Option<NewSession> {
    scope.session_store()?;
    let new = Secret::new(random::uuid(&*scope.engine.settings.random));
    Some(NewSession::new(new, expiry(scope)).replacing(token(scope)))
}

/// Reads the session of the cookie in one query. Deletes an expired row.
pub(super) async fn find<F: AppTypes>(
    scope: &Scope<'_, F>,
    adapter: &AnyAdapter,
) -> Result<SessionState<F::Token>, AuthError> {
    let Some(token) = token(scope) else { return Ok(SessionState::Absent) };
    match adapter.session_and_user(&token).await? {
        None => Ok(SessionState::Invalid),
        Some(row) if row.session.expires < scope.now => {
            adapter.delete_session(&token).await?;
            Ok(SessionState::Invalid)
        }
        Some(row) => record::<F>(row),
    }
}

/// Turns a row into the record that callbacks receive: the user and the expiry of the session, without its token.
fn record<F: AppTypes>(row: SessionAndUser) -> Result<SessionState<F::Token>, AuthError> {
    let Some(claims) = F::Jwt::record(row.user.clone().typed()?) else { return Ok(SessionState::Invalid) };
    let mut record = Jwt::for_user(&row.user.user, claims);
    record.set_subject(Some(&row.user.id()));
    let proven = row.user.proven_address();
    record.set_proof(&[proven.as_ref().map(VerifiedEmail::stored)]);
    record.exp = Some(row.session.expires);
    Ok(SessionState::Active(record))
}

/// Returns `true` if a session that ends at `expires` was last extended so long ago that it is due again.
pub(super) fn is_due<F: AppTypes>(scope: &Scope<'_, F>, expires: Option<UnixTime>) -> bool {
    expires.is_none_or(|expires| expires <= due(scope))
}

/// Returns the expiry of a session that was last extended one update age ago.
fn due<F: AppTypes>(scope: &Scope<'_, F>) -> UnixTime {
    let settings = &scope.engine.settings;
    scope.now + settings.max_age - settings.update_age
}

/// Extends a session. Returns `true` if no other request has done so in the meantime.
pub(super) async fn touch<F: AppTypes>(
    scope: &Scope<'_, F>,
    adapter: &AnyAdapter,
    token: &Secret,
) -> Result<bool, AuthError> {
    Ok(adapter.touch_session(token, expiry(scope), due(scope)).await?)
}

/// Deletes the row of the session.
pub(super) async fn forget<F: AppTypes>(scope: &Scope<'_, F>) -> Result<(), AuthError> {
    if let (Some(adapter), Some(token)) = (scope.session_store(), token(scope)) {
        adapter.delete_session(&token).await?;
    }
    Ok(())
}

/// Writes the token of a row into the session cookie.
pub(crate) fn set_cookie<F: AppTypes>(scope: &mut Scope<'_, F>, token: &Secret) {
    let (spec, lifetime) = (&scope.scheme.cookies.session_token, Lifetime::Until(expiry(scope)));
    chunk::write(&mut scope.jar, &scope.cookies, spec, token.expose(), lifetime);
    sign_out_hint::keep(scope);
}
