//! Sessions as tokens: the cookie holds the whole session, encrypted or signed.

use super::{SessionState, lifetime, sign_out_hint};
use crate::{
    contract::{UnixTime, token::Jwt},
    cookie::chunk,
    flow::{error::AuthError, scope::Scope, types::AppTypes},
    random,
};

/// Decodes the token in the cookie.
pub(super) fn decode<F: AppTypes>(scope: &Scope<'_, F>) -> SessionState<F::Token> {
    let Some(token) = chunk::read(&scope.cookies, scope.scheme.cookies.session_token.name()) else {
        return SessionState::Absent;
    };
    match scope.scheme.session.decode(&token, scope.origin.as_str(), scope.now) {
        Ok(token) => SessionState::Active(token),
        Err(error) if error.is_foreign() || lifetime::is_row_token(&token) => {
            tracing::warn!(target: "auth", %error, "JWTSessionError: the session cookie is not for this application, and stays");
            SessionState::Foreign
        }
        Err(error) => {
            tracing::warn!(target: "auth", %error, "JWTSessionError: the session cookie is not a session");
            SessionState::Invalid
        }
    }
}

/// Writes the token into the session cookie, with a new time of issue, expiry and ID. Sign-in and end stay as they are.
///
/// # Errors
/// Fails if the token cannot be written. It stays as it was, and so does the cookie.
pub(super) fn issue<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    token: &mut Jwt<F::Token>,
) -> Result<(), AuthError> {
    let before = (token.until, token.iat, token.exp, token.jti.take());
    let issued = write(scope, token);
    if issued.is_err() {
        (token.until, token.iat, token.exp, token.jti) = before;
    }
    issued
}

fn write<F: AppTypes>(scope: &mut Scope<'_, F>, token: &mut Jwt<F::Token>) -> Result<(), AuthError> {
    let settings = &scope.engine.settings;
    let expires = lifetime::expiry(scope, token);
    if token.auth_time.is_none() {
        token.until = lifetime::end(scope, token);
    }
    token.iat = Some(scope.now);
    token.exp = Some(expires);
    token.jti = Some(random::uuid(&*settings.random));
    let text = scope
        .scheme
        .session
        .encode(token, scope.origin.as_str(), &*settings.random)
        .map_err(|error| AuthError::Unwritable(error.into()))?;
    let (spec, lifetime) = (&scope.scheme.cookies.session_token, lifetime::cookie(token, expires));
    chunk::write(&mut scope.jar, &scope.cookies, spec, &text, lifetime);
    sign_out_hint::keep(scope);
    Ok(())
}

/// Returns `true` if the token of a session in use is old enough to be issued again.
pub(super) fn is_due<F: AppTypes>(scope: &Scope<'_, F>, token: &Jwt<F::Token>) -> bool {
    token.iat.is_none_or(|issued| issued + scope.engine.settings.update_age <= scope.now)
}

/// Returns `true` if a token that is issued now is the first of its period. Periods are as long as the update age, and
/// begin at the sign-in. Whatever is asked only then is asked once per update age, however often the token is issued.
pub(super) fn begins_a_period<F: AppTypes>(scope: &Scope<'_, F>, token: &Jwt<F::Token>) -> bool {
    let begun = token.auth_time.map_or(0, UnixTime::as_secs);
    let length = i64::try_from(scope.engine.settings.update_age.as_secs()).unwrap_or(i64::MAX).max(1);
    let period = |time: UnixTime| time.as_secs().saturating_sub(begun).div_euclid(length);
    token.iat.is_none_or(|issued| period(issued) != period(scope.now))
}
