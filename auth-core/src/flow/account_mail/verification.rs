//! The proof of the signed-in user's own address. It is a first proof: what was added to the user before is removed.

use super::{
    Confirmed, Outcome, ask, count,
    link::{self, Bound},
    options, send, url,
};
use crate::{
    adapter::Adapter,
    contract::{
        AdapterUser, EmailAddress, VerifiedBy, VerifiedEmail,
        callback::{event::UpdateUserEvent, sign_in::SignInMethod, wiring::Subject},
    },
    flow::{
        error::AuthError,
        events,
        scope::Scope,
        session::{self, OwnSession},
        sign_in::{
            first_proof::{self, TokenRevocation},
            limit::{self, AccountName},
        },
        types::AppTypes,
    },
    provider::email::{AccountMailKind, LinkPurpose, LinkToken},
};

/// Returns the address that the user has not proven yet.
///
/// # Errors
/// Returns [`AuthError::AddressUnchanged`] if it is proven, or the user has none.
fn unproven(user: &AdapterUser) -> Result<EmailAddress, AuthError> {
    let address = user.user.email.as_deref().filter(|_| user.email_verified.is_none());
    Ok(EmailAddress::parse(address.ok_or(AuthError::AddressUnchanged)?)?)
}

/// Mails a link to the address of the signed-in user.
///
/// # Errors
/// Returns [`AuthError::AddressUnchanged`] if the address is proven already, or the user has none. Otherwise fails if there
/// were too many mails, a guard refuses, or the database or the mail server fails.
pub(crate) async fn request<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    user: &AdapterUser,
) -> Result<Outcome<()>, AuthError> {
    let max_age = options(scope)?.max_age;
    let (id, address) = (user.id(), unproven(user)?);
    count(scope, &id, &address).await?;
    if let Some(elsewhere) = ask(scope, user, SignInMethod::AddressEntered(address.as_str())).await? {
        return Ok(Outcome::Redirected(elsewhere));
    }
    let facts = [id.as_str(), address.as_str()];
    let bound = Bound { purpose: LinkPurpose::VerifyEmail, subject: id.as_str(), facts: &facts };
    let (token, expires) = link::make(scope, bound, max_age).await?;
    let url = url(scope, "email/verify", &[("token", token.expose())]);
    send(scope, AccountMailKind::VerifyEmail, &address, Some((&url, expires))).await?;
    Ok(Outcome::Done(()))
}

/// Spends the link, and proves the address of the signed-in user. The session continues under a new token, and all others
/// end.
///
/// # Errors
/// Returns [`AuthError::Verification`] if the link does not work, or works for another user. Otherwise fails if a guard
/// refuses, or the database fails.
pub(crate) async fn confirm<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    own: OwnSession<F::Token>,
    token: &LinkToken,
) -> Result<Outcome<Confirmed>, AuthError> {
    options(scope)?;
    limit::network(scope).await?;
    let (id, address) = (own.user.id(), unproven(&own.user).map_err(|_| AuthError::Verification)?);
    let facts = [id.as_str(), address.as_str()];
    let bound = Bound { purpose: LinkPurpose::VerifyEmail, subject: id.as_str(), facts: &facts };
    let Some(link) = link::find(scope, bound, token).await? else {
        return Err(limit::wrong(scope, &AccountName::of_stored(&id), AuthError::Verification).await);
    };
    let email = VerifiedEmail::new(&address, VerifiedBy::Mail);
    let verdict = ask(scope, &own.user, SignInMethod::AddressProven(email)).await;
    session::require(scope, &own).await?;
    link.spend(scope).await?;
    match verdict? {
        Some(elsewhere) => Ok(Outcome::Redirected(elsewhere)),
        None => prove(scope, own, email).await.map(Outcome::Done),
    }
}

/// Stores the first proof of the address of a user, and continues the session, which it has ended with all others.
pub(super) async fn prove<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    own: OwnSession<F::Token>,
    email: VerifiedEmail<'_>,
) -> Result<Confirmed, AuthError> {
    let OwnSession { mut record, user } = own;
    let row = session::continued_row(scope, &record);
    let proof = first_proof::of_user(&user, Some(email), scope.now).ok_or(AuthError::Verification)?;
    let adapter = scope.adapter()?;
    let begun = TokenRevocation::of(scope).prepare(adapter, &user).await?;
    scope.relied_on = begun.or(scope.relied_on.take());
    let proven = adapter.prove_email(proof.with_session(row)).await?;
    let subject = Subject::typed(proven.user.typed()?);
    first_proof::report(scope, &subject, Some(email), proven.removed.as_ref()).await;
    events::update_user(scope, UpdateUserEvent { user: subject.plain() }, &subject).await;
    record.set_proof(&[Some(email)], subject.plain().email.as_deref());
    let continued = session::continue_proven(scope, record, proven.session).await;
    if let Err(error) = &continued {
        error.log();
    }
    let has_removed = proven.removed.is_some_and(|removed| removed.is_noticeable());
    Ok(Confirmed { address: email.address().clone(), is_alone: continued.is_ok(), has_removed })
}
