//! Sign-in by a passkey, and the registration of a passkey, which signs in its user.

use super::{
    Attempt, SignedIn, StoredSignIn, ask_guards,
    by_account::{self, ProvenAccount},
    finish,
};
use crate::{
    adapter::{Adapter, AdapterError, AnyAdapter, Conflict, Link, PasskeyNote},
    check::sealed::Check,
    contract::{
        Account, AdapterUser, Authenticator, CredentialDeviceType, ProviderType, StoredId, UnixTime, User,
        VerifiedEmail,
        assurance::{AuthMethod, Proofs},
        callback::{
            sign_in::{SignInAttempt, SignInMethod},
            wiring::Subject,
        },
    },
    flow::{check_cookies, error::AuthError, scope::Scope, session, types::AppTypes},
    provider::webauthn::{
        Assertion, Challenge, Expected, InvalidResponse, Passkey, RegisterData, Response, WebAuthnError,
        authentication, registration,
    },
    random,
};

/// Takes the challenge of this browser. It cannot be used a second time.
async fn take_challenge<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    adapter: &AnyAdapter,
    provider: &Passkey,
) -> Result<Challenge, AuthError> {
    let sealed = check_cookies::take(scope, Check::Challenge, provider)?;
    let keys = &scope.engine.settings.challenge_keys;
    let challenge = Challenge::open(keys, sealed.expose(), scope.now)
        .map_err(|error| AuthError::InvalidCheck { check: "challenge", cause: error.into() })?;
    let (key, until) = challenge.marker(scope.now);
    if adapter.spend_once(&key, until).await? { Ok(challenge) } else { Err(WebAuthnError::Replayed.into()) }
}

/// Signs in the owner of a passkey.
pub(crate) async fn sign_in<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    provider: &Passkey,
    response: Response,
) -> Result<SignedIn, AuthError> {
    let adapter = scope.adapter()?;
    let stored = adapter.authenticator(&response.credential_id).await?;
    let stored = stored.ok_or(InvalidResponse::Unknown)?;
    let assertion = verify(scope, adapter, provider, (response, &stored)).await?;
    let (owner, account) = owner_of(adapter, provider, &stored).await?;
    scope.proofs.merge(proofs_of(&stored, assertion.is_user_verified, scope.now));
    sign_in_owner(scope, adapter, &owner, &account, (&stored, assertion.counter)).await
}

/// Checks the response of a passkey of a user as a second factor, and records the proof.
///
/// # Errors
/// Fails if the response is not valid, or comes from the passkey of another user.
#[cfg(feature = "totp")]
pub(crate) async fn prove<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    provider: &Passkey,
    response: Response,
    user: &StoredId,
) -> Result<(), AuthError> {
    let adapter = scope.adapter()?;
    let stored = adapter.authenticator(&response.credential_id).await?;
    let stored = stored.filter(|stored| stored.user_id == *user).ok_or(InvalidResponse::Unknown)?;
    let assertion = verify(scope, adapter, provider, (response, &stored)).await?;
    count(adapter, &stored, assertion.counter).await?;
    scope.proofs.merge(proofs_of(&stored, assertion.is_user_verified, scope.now));
    Ok(())
}

/// Verifies the response of a stored passkey to the challenge of this browser.
async fn verify<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    adapter: &AnyAdapter,
    provider: &Passkey,
    (response, stored): (Response, &Authenticator),
) -> Result<Assertion, AuthError> {
    let challenge = take_challenge(scope, adapter, provider).await?;
    let relying_party = provider.relying_party(&scope.origin);
    let expected = Expected { challenge: &challenge.value, relying_party };
    Ok(authentication(response, &expected, stored)?)
}

/// Returns the owner of a passkey, and its account.
async fn owner_of(
    adapter: &AnyAdapter,
    provider: &Passkey,
    stored: &Authenticator,
) -> Result<(AdapterUser, Account), AuthError> {
    // The owner is read before the account. If the address is proven in this row, the first proof has removed the accounts of
    // passkeys that came before it, so that this one is not found. Otherwise, the session is started only while it is not.
    let owner = adapter.user(&stored.user_id).await?.ok_or(InvalidResponse::Orphan)?;
    let account = adapter.account(&provider.id, &stored.provider_account_id).await?;
    let account = account.filter(|account| account.user_id.as_ref() == Some(&*stored.user_id));
    Ok((owner, account.ok_or(InvalidResponse::Orphan)?))
}

/// Stores the counter of a passkey.
async fn count(adapter: &AnyAdapter, passkey: &Authenticator, counter: u32) -> Result<(), AuthError> {
    let counted = adapter.update_authenticator_counter(&passkey.credential_id, counter).await;
    counted.map_err(|error| match error {
        AdapterError::CounterRegression => WebAuthnError::Counter.into(),
        error => AuthError::from(error),
    })
}

/// Returns what a passkey proves: the key, and two factors if its authenticator has verified the user too (NIST SP
/// 800-63B-4, section 3.1.6).
fn proofs_of(passkey: &Authenticator, is_user_verified: bool, now: UnixTime) -> Proofs {
    let mut proofs = Proofs::default();
    proofs.prove(
        match passkey.credential_device_type {
            CredentialDeviceType::SingleDevice => AuthMethod::HardwareKey,
            CredentialDeviceType::MultiDevice => AuthMethod::SoftwareKey,
        },
        now,
    );
    if is_user_verified {
        proofs.prove(AuthMethod::Mfa, now);
    }
    proofs
}

/// Asks the guards, stores the counter and starts the session. No second factor follows, because `authentication` requires
/// that the authenticator has verified its user, which is two factors in one. Refuses if another user is signed in with this browser.
async fn sign_in_owner<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    adapter: &AnyAdapter,
    owner: &AdapterUser,
    account: &Account,
    (passkey, counter): (&Authenticator, u32),
) -> Result<SignedIn, AuthError> {
    session::step_up::check_owner(scope, Some(&owner.id()))?;
    let subject = Subject::typed(owner.clone().typed()?);
    let proven = owner.proven_address();
    let stored_proof = proven.as_ref().map(VerifiedEmail::stored);
    let attempt: Attempt<'_, F> =
        SignInAttempt { stored_proof, ..SignInAttempt::new(SignInMethod::Passkey, &subject, account) };
    if let Some(elsewhere) = ask_guards(scope, &attempt).await? {
        return Ok(SignedIn::Redirected(elsewhere));
    }
    let signed_in = session::signed_in_user(scope).await?;
    if signed_in.is_some_and(|signed_in| signed_in.id() != owner.id()) {
        return Err(AuthError::PasskeyNotLinked);
    }
    // A passkey that was removed in the meantime has no counter, and one that is removed later ends the session.
    session::rely_on(scope, &owner.id()).await?;
    count(adapter, passkey, counter).await?;
    let session = match session::stored::new_session(scope) {
        Some(session) => {
            let id = owner.id();
            let session = session.on(session::basis_of(owner, None, scope.relied_epoch(&id)));
            let started = adapter.create_session(&id, session).await;
            Some(started.map_err(|error| match error {
                // The first proof of the owner's address, or the owner, has removed the passkey.
                AdapterError::Conflict(Conflict::Proof | Conflict::Ended) => InvalidResponse::Unknown.into(),
                error => AuthError::from(error),
            })?)
        }
        None => None,
    };
    note(scope, passkey, PasskeyNote::default().last_used(scope.now)).await;
    let stored = StoredSignIn { is_new_user: Some(false), session, user: Some(owner.id()) };
    finish(scope, &attempt, stored).await?;
    Ok(SignedIn::Done)
}

/// Registers a passkey for the signed-in user, or for a new user if the provider allows that.
pub(crate) async fn register<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    provider: &Passkey,
    response: Response,
) -> Result<SignedIn, AuthError> {
    let adapter = scope.adapter()?;
    let challenge = take_challenge(scope, adapter, provider).await?;
    let registrant = challenge.registrant.ok_or(InvalidResponse::Registrant)?;
    let user = registering_user(scope, provider, &registrant).await?;
    let relying_party = provider.relying_party(&scope.origin);
    let expected = Expected { challenge: &challenge.value, relying_party };
    // The database sets the owner of the passkey.
    let passkey = registration(response, &expected, StoredId::from_store(user.id.clone()))?;

    let id = passkey.credential_id.as_str();
    // Knowledge of a credential ID proves nothing. (The database rejects a second one too.)
    if adapter.authenticator(id).await?.is_some() || adapter.account(&provider.id, id).await?.is_some() {
        return Err(AuthError::PasskeyNotLinked);
    }
    let account = Account::new(provider.id.clone(), ProviderType::WebAuthn, id);
    let method = match &registrant.id {
        Some(_) => SignInMethod::PasskeyAdded,
        None => SignInMethod::PasskeyRegistration(&registrant.email),
    };
    // `registration` requires that the authenticator has verified its user. The proof counts for a new user alone: a
    // passkey that is added proves nothing about the user who was signed in before.
    let proofs = proofs_of(&passkey, true, scope.now);
    let id = passkey.credential_id.clone();
    let link = Link::passkey(account, passkey);
    let account = ProvenAccount {
        user,
        link,
        method,
        proof: None,
        proofs,
        link_by_email: false,
        begun: None,
        replaces: None,
        may_sign_up: true,
    };
    let signed_in = by_account::sign_in(scope, account, None).await.map_err(|error| match error {
        AuthError::NotLinked => AuthError::PasskeyNotLinked,
        error => error,
    })?;
    if scope.engine.settings.account_page
        && let Ok(Some(stored)) = adapter.authenticator(&id).await
    {
        note(scope, &stored, PasskeyNote::default().created(scope.now)).await;
    }
    Ok(signed_in)
}

/// Stores facts about a passkey, if the account page shows them. A failure is logged, because no sign-in needs them.
async fn note<F: AppTypes>(scope: &Scope<'_, F>, passkey: &Authenticator, note: PasskeyNote) {
    if !scope.engine.settings.account_page {
        return;
    }
    let Ok(adapter) = scope.adapter() else { return };
    if let Err(error) = adapter.note_passkey(&passkey.user_id, &passkey.credential_id, note).await {
        AuthError::from(error).log();
    }
}

/// Returns the user who registers: the user who was signed in when the options were requested and still is, or a new
/// one. A registration that began without a session ends without one, so that no user gets the passkey of another; it
/// is refused unless the provider allows it.
async fn registering_user<F: AppTypes>(
    scope: &Scope<'_, F>,
    provider: &Passkey,
    registrant: &RegisterData,
) -> Result<User, AuthError> {
    let RegisterData { id: known, name, email, image } = registrant.clone();
    let id = match known {
        Some(known) => {
            let signed_in = session::signed_in_user(scope).await?;
            let same = signed_in.filter(|signed_in| signed_in.user.id.as_str() == known);
            same.ok_or(AuthError::PasskeyNotLinked)?.user.id
        }
        None if !provider.is_registration_open || session::is_active(scope).await? => {
            return Err(AuthError::PasskeyNotLinked);
        }
        None => random::uuid(&*scope.engine.settings.random).into(),
    };
    Ok(User { id, name, email: Some(email), image, columns: () })
}
