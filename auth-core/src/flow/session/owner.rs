//! The session of a user who has not signed in: that of the owner of an API key. No client gets it. The application's
//! functions judge by it what a key may do, as they judge a session of the owner.

use super::{access, show};
use crate::{
    contract::{
        AdapterUser, UnixTime, VerifiedEmail,
        callback::jwt::{Access, JwtCallback},
        session::Session,
        token::Jwt,
    },
    flow::{error::AuthError, scope::Scope, types::AppTypes},
};

/// Returns the record of a session of a stored user: the user in place of a token, without a proof. `None` if tokens carry
/// claims, which only a sign-in can make.
pub(super) fn record<F: AppTypes>(user: &AdapterUser, expires: UnixTime) -> Result<Option<Jwt<F::Token>>, AuthError> {
    let Some(claims) = F::Jwt::record(user.clone().typed()?) else { return Ok(None) };
    let mut record = Jwt::for_user(&user.user, claims);
    record.set_subject(Some(&user.id()));
    let proven = user.proven_address();
    record.set_proof(&[proven.as_ref().map(VerifiedEmail::stored)], user.user.email.as_deref());
    record.exp = Some(expires);
    Ok(Some(record))
}

/// Returns `true` if the access callback allows a session of the user. Without such a record it cannot be asked.
///
/// # Errors
/// Fails if the callback fails, or the user does not fit the application's type.
pub(crate) async fn is_allowed<F: AppTypes>(
    scope: &Scope<'_, F>,
    user: &AdapterUser,
) -> Result<bool, AuthError> {
    match record::<F>(user, scope.now + scope.engine.settings.max_age)? {
        Some(record) => Ok(access::check(scope, &record).await? == Access::Allow),
        None => Ok(true),
    }
}

/// Returns the session of a user; `None` if tokens carry claims, which only a sign-in can make.
///
/// # Errors
/// Fails if the session callback fails, or the user does not fit the application's type.
pub(crate) async fn session<F: AppTypes>(
    scope: &Scope<'_, F>,
    user: &AdapterUser,
) -> Result<Option<Session<F::Session>>, AuthError> {
    let expires = scope.now + scope.engine.settings.max_age;
    match record::<F>(user, expires)? {
        Some(record) => show(scope, &record, expires, None).await.map(Some),
        None => Ok(None),
    }
}
