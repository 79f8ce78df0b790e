//! Continues a sign-in after its second factor, by the way in which it began. Guards are not asked again: what they have
//! decided is in the cookie between the factors.

#[cfg(any(feature = "oauth", feature = "passkey", feature = "sms"))]
use super::by_account::{self, ProvenAccount};
#[cfg(feature = "email")]
use super::by_link;
use super::{SignedIn, by_form};
#[cfg(feature = "oauth")]
use crate::contract::callback::sign_in::ProviderEmail;
#[cfg(any(feature = "email", feature = "oauth", feature = "passkey", feature = "sms"))]
use crate::provider::Provider;
#[cfg(feature = "email")]
use crate::provider::email::LinkHash;
use crate::{
    check::confirmed_totp::ConfirmedTotp,
    flow::{
        error::AuthError,
        scope::{Resumed, Scope},
        second_factor::{pending::Pending, proven::ProvenFirst},
        types::AppTypes,
    },
};
#[cfg(any(feature = "oauth", feature = "passkey", feature = "sms"))]
use crate::{
    contract::{EmailAddress, VerifiedBy, VerifiedEmail, assurance::Proofs, callback::sign_in::SignInMethod},
    flow::second_factor::kept_account::KeptAccount,
};

/// Continues a sign-in whose second factor was just proven. `enrolment` is stored with it.
///
/// # Errors
/// Fails if the sign-in was finished before, or as the sign-in itself does.
pub(crate) async fn resume<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    pending: &Pending,
    enrolment: Option<ConfirmedTotp>,
) -> Result<SignedIn, AuthError> {
    pending.spend(scope).await?;
    scope.limit = pending.limit();
    scope.relied_on = pending.relied_on();
    scope.provider_session.clone_from(&pending.provider_session);
    scope.proofs.merge(pending.proofs);
    scope.resumed = Some(Box::new(Resumed {
        user: pending.stored_user(),
        was_unproven: pending.is_unproven,
        begun: pending.begun,
        enrolment,
    }));
    match &pending.first {
        ProvenFirst::Form(form) => by_form::resume(scope, form).await,
        #[cfg(feature = "email")]
        ProvenFirst::Link(link) => {
            let Provider::Email(provider) = scope.engine.provider(link.provider.as_str())? else {
                return Err(AuthError::InvalidProvider);
            };
            by_link::sign_in(scope, provider, Some(&link.address), &LinkHash::kept(&link.hash)).await
        }
        #[cfg(any(feature = "oauth", feature = "passkey", feature = "sms"))]
        ProvenFirst::Account(account) => {
            let provider = scope.engine.provider(account.provider().as_str())?;
            by_proven_account(scope, provider, account).await
        }
    }
}

/// Continues a sign-in by an account at a provider, or the registration of a passkey.
#[cfg(any(feature = "oauth", feature = "passkey", feature = "sms"))]
async fn by_proven_account<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    provider: &Provider<F::State>,
    proven: &KeptAccount,
) -> Result<SignedIn, AuthError> {
    let user = proven.user.clone();
    let address = user.email.as_deref().and_then(|email| EmailAddress::parse(email).ok());
    let id = proven.provider().clone();
    let proof = address.as_ref().filter(|_| proven.proves_email);
    let proof = proof.map(|address| VerifiedEmail::new(address, VerifiedBy::Provider(&id)));
    #[cfg(feature = "sms")]
    let number;
    let (method, link_by_email, profile) = match provider {
        #[cfg(feature = "oauth")]
        Provider::OAuth(provider) => {
            let method = SignInMethod::Provider(match (proof, &address) {
                (Some(email), _) => ProviderEmail::Verified(email),
                (None, Some(address)) => ProviderEmail::Claimed(address.as_str()),
                (None, None) => ProviderEmail::Absent,
            });
            let profile = proven.profile.as_ref().map(|profile| provider.raw_profile(profile));
            (method, provider.link_by_email, profile)
        }
        #[cfg(feature = "passkey")]
        Provider::Passkey(_) if proven.is_registration => {
            let email = proven.user.email.as_deref().unwrap_or_default();
            (SignInMethod::PasskeyRegistration(email), false, None)
        }
        #[cfg(feature = "passkey")]
        Provider::Passkey(_) => (SignInMethod::PasskeyAdded, false, None),
        #[cfg(feature = "sms")]
        Provider::Sms(_) => {
            number = proven.number().ok_or(AuthError::InvalidProvider)?;
            let method = match (proven.is_registration, proven.is_added_number) {
                (true, _) => SignInMethod::NumberRegistration(&number),
                (false, true) => SignInMethod::NumberAdded(&number),
                (false, false) => SignInMethod::CodeEntered(&number),
            };
            (method, false, None)
        }
        _ => return Err(AuthError::InvalidProvider),
    };
    #[cfg(feature = "sms")]
    let may_sign_up = !matches!(provider, Provider::Sms(_)) || proven.is_registration;
    #[cfg(not(feature = "sms"))]
    let may_sign_up = true;
    // What the account proves is among the proofs of the cookie.
    let proofs = Proofs::default();
    let link = proven.link();
    let account = ProvenAccount {
        user,
        link,
        method,
        proof,
        proofs,
        link_by_email,
        begun: None,
        replaces: None,
        may_sign_up,
    };
    by_account::sign_in(scope, account, profile).await
}
