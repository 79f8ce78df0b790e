//! Sessions as tokens: the cookie holds the whole session, encrypted or signed.

use super::{SessionState, lifetime, sign_out_hint};
use crate::{
    contract::token::Jwt,
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
        Err(error) if error.is_foreign() => {
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
pub(super) fn issue<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    token: &mut Jwt<F::Token>,
) -> Result<(), AuthError> {
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
