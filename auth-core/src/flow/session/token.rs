//! Sessions as tokens: the cookie holds the whole session, encrypted or signed.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::{SessionState, carrier, lifetime};
use crate::{
    contract::{UnixTime, assurance::Assurance, token::Jwt},
    flow::{error::AuthError, scope::Scope, types::AppTypes},
    random,
};

/// The size of a token from which on a warning is logged. Many proxies and servers accept 8 kB of headers.
const LARGE: usize = 8 * 1024;

/// Decodes the tokens that the session cookies of the request may hold. Usually there is one.
pub(super) fn candidates<'s, F: AppTypes>(
    scope: &'s Scope<'_, F>,
) -> impl Iterator<Item = SessionState<F::Token>> + use<'s, F> {
    carrier::texts(scope).map(move |token| decode(scope, &token))
}

fn decode<F: AppTypes>(scope: &Scope<'_, F>, token: &str) -> SessionState<F::Token> {
    match scope.scheme.session.decode(token, scope.origin.as_str(), scope.now) {
        Ok(token) => SessionState::Active(token),
        Err(error) if error.is_foreign() || lifetime::is_row_token(token) => {
            tracing::warn!(target: "auth", help = "foreign_token", %error, "JWTSessionError: the session cookie is not for this application, and stays");
            SessionState::Foreign
        }
        Err(error) => {
            tracing::warn!(target: "auth", help = "not_a_session", %error, "JWTSessionError: the session cookie is not a session");
            SessionState::Invalid
        }
    }
}

/// Writes the token into the session cookie, with a new time of issue, expiry and ID. Sign-in and end stay as they are.
///
/// # Errors
/// Fails if the token cannot be encoded, or is so large that its cookies could not be read. It stays as it was then, and so
/// do the cookies.
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
    token.amr = token.proofs.map(|proofs| Assurance::new(proofs, scope.now).amr());
    let text = scope
        .scheme
        .session
        .encode(token, scope.origin.as_str(), &*settings.random)
        .map_err(|error| AuthError::Unwritable(error.into()))?;
    let lifetime = lifetime::cookie(token, expires);
    carrier::write(scope, &text, lifetime).map_err(|error| AuthError::Unwritable(error.into()))?;
    warn_if_large(text.len());
    Ok(())
}

/// Logs that a token is large, once per process for each power of two of its size.
fn warn_if_large(size: usize) {
    static WARNED: AtomicUsize = AtomicUsize::new(LARGE / 2);
    if size < LARGE {
        return;
    }
    let class = 1 << size.ilog2();
    if WARNED.fetch_max(class, Ordering::Relaxed) < class {
        tracing::warn!(
            target: "auth",
            help = "large_token",
            size,
            "a session token has {size} bytes: many proxies and servers refuse requests with more than 8 kB of headers; \
             keep large values, such as pictures, in the database"
        );
    }
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
