//! The session of a user who has not signed in: that of the owner of an API key. No client gets it. The application's
//! functions judge by it what a key may do, as they judge a session of the owner.

use super::{access, shaped};
use crate::{
    contract::{
        Account, AdapterUser, ProviderType, UnixTime, VerifiedEmail,
        callback::{
            jwt::{Access, Issued, JwtCall, JwtCallback, JwtOutcome, Trigger},
            sign_in::{SignInAttempt, SignInMethod},
            wiring::Subject,
        },
        session::Session,
        token::Jwt,
    },
    flow::{error::AuthError, scope::Scope, types::AppTypes},
    trace,
};

/// Returns the record of a session of a stored user: the user in place of a token, without a proof. `None` if tokens carry
/// claims, which only a sign-in can make.
pub(super) fn record<F: AppTypes>(
    user: &AdapterUser,
    expires: UnixTime,
) -> Result<Option<Jwt<F::Token>>, AuthError> {
    let Some(claims) = F::Jwt::record(user.clone().typed()?) else { return Ok(None) };
    let mut record = Jwt::for_user(&user.user, claims);
    record.set_subject(Some(&user.id()));
    let proven = user.proven_address();
    record.set_proof(&[proven.as_ref().map(VerifiedEmail::stored)], user.user.email.as_deref());
    record.exp = Some(expires);
    Ok(Some(record))
}

/// The owner of a key, as a session would show them.
#[expect(clippy::large_enum_variant, reason = "made once per request")]
pub(crate) enum Owner<T> {
    /// The record of a session of the owner.
    Known(Jwt<T>),
    /// Only a sign-in can make such a record.
    Unknown,
    /// The owner would get no session now.
    Refused,
}

/// Returns the owner of a key, as the access callback allows a session of theirs. Without a record it cannot be asked.
///
/// # Errors
/// Fails if a callback fails, or the user does not fit the application's type.
pub(crate) async fn find<F: AppTypes>(
    scope: &Scope<'_, F>,
    user: &AdapterUser,
) -> Result<Owner<F::Token>, AuthError> {
    let settings = &scope.engine.settings;
    let expires = scope.now + settings.max_age;
    let owner = match record::<F>(user, expires)? {
        Some(record) => Owner::Known(record),
        None if settings.key_owners_by_jwt => by_jwt(scope, user, expires).await?,
        None => Owner::Unknown,
    };
    Ok(match owner {
        Owner::Known(record) => match access::check(scope, &record).await? {
            Access::Allow => Owner::Known(record),
            Access::Revoke => Owner::Refused,
        },
        other => other,
    })
}

/// Calls the jwt callback as at a sign-in of a stored user by the application.
async fn by_jwt<F: AppTypes>(
    scope: &Scope<'_, F>,
    user: &AdapterUser,
    expires: UnixTime,
) -> Result<Owner<F::Token>, AuthError> {
    let id = user.id();
    let account = Account::new("api-key", ProviderType::Credentials, id.as_str());
    let account = Account { user_id: Some(id.clone().into()), ..account };
    let subject = Subject::typed(user.clone().typed()?);
    let proven = user.proven_address();
    let stored_proof = proven.as_ref().map(VerifiedEmail::stored);
    let attempt = SignInAttempt {
        stored_proof,
        ..SignInAttempt::<F::State>::new(SignInMethod::Credentials, &subject, &account)
    };
    let call = JwtCall { state: scope.state(), facts: scope.facts, attempt, trigger: Trigger::SignIn };
    let outcome = trace::callback("jwt", F::Jwt::call(call)).await;
    let mut record = match outcome.issue().map_err(|error| AuthError::callback("jwt", error))? {
        Issued::Claims(claims) => Jwt::for_user(&user.user, claims),
        Issued::Token(token) => token,
        Issued::Nothing => return Ok(Owner::Refused),
    };
    record.set_subject(Some(&id));
    record.set_proof(&[stored_proof], user.user.email.as_deref());
    record.proofs = None;
    record.exp = Some(expires);
    Ok(Owner::Known(record))
}

/// Returns the session of the owner of a key.
///
/// # Errors
/// Fails if the session callback fails.
pub(crate) async fn session<F: AppTypes>(
    scope: &Scope<'_, F>,
    record: &Jwt<F::Token>,
) -> Result<Session<F::Session>, AuthError> {
    let expires = record.exp.unwrap_or(scope.now);
    shaped(scope, record, expires, (None, None)).await
}
