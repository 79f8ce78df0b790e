//! A change of the signed-in user's address. The new address is proven, the old one hears of it twice, and the other
//! sessions end.

use super::{
    Confirmed, Outcome, ask, count,
    link::{self, Bound},
    notify, options, send, url, verification,
};
use crate::{
    adapter::{Adapter, UserPatch},
    contract::{
        AdapterUser, EmailAddress, VerifiedBy, VerifiedEmail,
        callback::{
            event::{ChangeEmailEvent, UpdateUserEvent},
            sign_in::SignInMethod,
            wiring::Subject,
        },
    },
    flow::{
        error::AuthError,
        events,
        scope::Scope,
        session::{self, OwnSession},
        sign_in::limit::{self, AccountName},
        types::AppTypes,
    },
    provider::email::{AccountMailKind, LinkPurpose, LinkToken},
};

/// Mails a link to the new address, and a notice to the present one. Nobody is asked who has the new address, so the
/// response tells nothing about it.
///
/// # Errors
/// Returns [`AuthError::StepUpRequired`] if the user has proven nothing in the last ten minutes, and
/// [`AuthError::AddressUnchanged`] if the user has the address already. Otherwise fails if there were too many mails, a
/// guard refuses, or the database or the mail server fails.
pub(crate) async fn request<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    own: &OwnSession<F::Token>,
    new: &EmailAddress,
) -> Result<Outcome<()>, AuthError> {
    let (max_age, user) = (options(scope)?.max_age, &own.user);
    if !own.is_fresh(scope) {
        return Err(AuthError::StepUpRequired);
    }
    if new.is_spelled(user.user.email.as_deref()) {
        return verification::request(scope, user).await;
    }
    let id = user.id();
    count(scope, &id, new).await?;
    if let Some(elsewhere) = ask(scope, user, SignInMethod::AddressEntered(new.as_str())).await? {
        return Ok(Outcome::Redirected(elsewhere));
    }
    let facts = facts(user, id.as_str(), new);
    let bound = Bound { purpose: LinkPurpose::ChangeEmail, subject: id.as_str(), facts: &facts };
    let (token, expires) = link::make(scope, bound, max_age).await?;
    let url = url(scope, "email/change", &[("token", token.expose()), ("email", new.as_str())]);
    send(scope, AccountMailKind::ChangeEmail, new, Some((&url, expires))).await?;
    notify(scope, AccountMailKind::EmailChangeRequested, user).await;
    Ok(Outcome::Done(()))
}

/// Returns the facts that a link is bound to: the user, the present address, and the new one.
fn facts<'a>(user: &'a AdapterUser, id: &'a str, new: &'a EmailAddress) -> [&'a str; 3] {
    [id, user.user.email.as_deref().unwrap_or_default(), new.as_str()]
}

/// Spends the link, and writes the new address, which the link has proven. The session continues under a new token, and all
/// others end.
///
/// If nothing had proven the former address, the change is a first proof: what was added to the user before is removed.
///
/// # Errors
/// Returns [`AuthError::Verification`] if the link does not work, works for another user, or the address has changed since,
/// and the conflict of the database if another user has the new address by now. Otherwise fails if a guard refuses, or the
/// database fails.
pub(crate) async fn confirm<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    mut own: OwnSession<F::Token>,
    token: &LinkToken,
    new: &EmailAddress,
) -> Result<Outcome<Confirmed>, AuthError> {
    options(scope)?;
    limit::network(scope).await?;
    let former = own.user.clone();
    let id = former.id();
    let facts = facts(&former, id.as_str(), new);
    let bound = Bound { purpose: LinkPurpose::ChangeEmail, subject: id.as_str(), facts: &facts };
    let Some(link) = link::find(scope, bound, token).await? else {
        return Err(limit::wrong(scope, &AccountName::of_stored(&id), AuthError::Verification).await);
    };
    let email = VerifiedEmail::new(new, VerifiedBy::Mail);
    own.user.user.email = Some(new.to_string());
    let verdict = ask(scope, &own.user, SignInMethod::AddressProven(email)).await;
    session::require(scope, &own).await?;
    link.spend(scope).await?;
    if let Some(elsewhere) = verdict? {
        return Ok(Outcome::Redirected(elsewhere));
    }
    // An address that took the place of an unproven one is proven in a second step, which removes what was added before. A
    // user without an address was not created by typing one.
    let is_first = former.user.email.is_some() && former.email_verified.is_none();
    let verified = (!is_first).then_some(scope.now);
    let patch = UserPatch::default()
        .if_email(former.user.email.clone())
        .while_unproven(is_first)
        .email(own.user.user.email.clone())
        .email_verified(verified);
    own.user = scope.adapter()?.update_user(&id, patch).await?;
    if former.user.email.is_some() && own.record.email == former.user.email {
        own.record.email = own.user.user.email.clone();
    }
    let subject = Subject::typed(own.user.clone().typed()?);
    let from = former.user.email.as_deref();
    let event = ChangeEmailEvent { user: subject.plain(), from, email };
    events::change_email(scope, event, &subject).await;
    let confirmed = match verified {
        None => verification::prove(scope, own, email).await?,
        Some(_) => {
            events::update_user(scope, UpdateUserEvent { user: subject.plain() }, &subject).await;
            own.record.set_proof(&[Some(email)], subject.plain().email.as_deref());
            let is_alone = session::end_others_of_changed(scope, own).await;
            Confirmed { address: new.clone(), is_alone, has_removed: false }
        }
    };
    notify(scope, AccountMailKind::EmailChanged, &former).await;
    Ok(Outcome::Done(confirmed))
}
