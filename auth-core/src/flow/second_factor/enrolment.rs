//! The enrolment of an authenticator application, its replacement and removal, and new recovery codes.
//!
//! An authenticator application is stored only once a code has confirmed it. Until then, its secret travels sealed in the
//! form, bound to the session and ten minutes. Each change ends the other sessions of the user.

use std::time::Duration;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::verify::{count, report, settings, verify};
use crate::{
    adapter::{Adapter, AdapterError, Conflict, NewTotp},
    check::{recovery_code::RecoveryCode, totp::TotpSecret},
    contract::{
        Secret, StoredId, StoredTotp, UnixTime,
        assurance::AuthMethod,
        callback::{
            arguments::RequestFacts,
            event::{EventCall, EventCallback, SecondFactorChange, SecondFactorEvent},
            wiring::Subject,
        },
    },
    flow::{
        application::Engine,
        error::AuthError,
        events,
        notice::{self, Notice},
        scope::Scope,
        session::{self, OwnSession},
        types::AppTypes,
    },
    trace,
};

/// The time in which an enrolment has to be confirmed.
const MAX_AGE: Duration = Duration::from_secs(10 * 60);

/// An authenticator application that is not confirmed yet.
pub(crate) struct Enrolment {
    /// The secret, as the user has to see it.
    pub(crate) secret: TotpSecret,
    /// The enrolment, sealed for the form that confirms it.
    pub(crate) sealed: String,
    claims: Claims,
}

/// The claims of a sealed enrolment.
#[derive(Deserialize, Serialize)]
struct Claims {
    /// The secret, sealed for the user as it will be stored.
    secret: String,
    /// The hash of the session.
    session: String,
    /// The hash of the sealed secret that this one replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    replaces: Option<String>,
    exp: UnixTime,
}

/// The recovery codes of a user, which are shown once.
pub(crate) struct ShownCodes {
    pub(crate) codes: Vec<Zeroizing<String>>,
    /// `true` if all other sessions of the user have ended, as far as they can be ended.
    pub(crate) is_alone: bool,
}

impl Enrolment {
    /// Returns `true` if the authenticator application replaces another one.
    pub(crate) fn is_replacement(&self) -> bool {
        self.claims.replaces.is_some()
    }
}

fn hash(sealed: &Secret) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(sealed.expose()))
}

/// The second factor of a user who wants to enrol one.
pub(crate) enum Begun {
    /// The user has none, and enrols this one.
    New(Enrolment),
    /// The user has one already.
    Present(StoredTotp),
}

/// Begins an enrolment, if the user has no second factor.
///
/// # Errors
/// Fails with [`AuthError::StepUpRequired`] if the session is not fresh, or if the enrolment cannot be written.
pub(crate) async fn begin<F: AppTypes>(
    scope: &Scope<'_, F>,
    own: &OwnSession<F::Token>,
) -> Result<Begun, AuthError> {
    settings(scope)?;
    if let Some(present) = scope.adapter()?.second_factor(&own.user.id()).await? {
        return Ok(Begun::Present(present));
    }
    match own.is_fresh(scope) {
        true => mint(scope, own, None).map(Begun::New),
        false => Err(AuthError::StepUpRequired),
    }
}

/// Begins an enrolment that replaces the authenticator application of a user, who proves it, or who has a recovery code.
///
/// # Errors
/// As [`verify`].
pub(crate) async fn begin_replacement<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    own: &OwnSession<F::Token>,
    code: &str,
) -> Result<Enrolment, AuthError> {
    let proven = verify(scope, &own.user.id(), code).await?;
    mint(scope, own, Some(hash(&proven)))
}

fn mint<F: AppTypes>(
    scope: &Scope<'_, F>,
    own: &OwnSession<F::Token>,
    replaces: Option<String>,
) -> Result<Enrolment, AuthError> {
    let (settings, random) = (settings(scope)?, &*scope.engine.settings.random);
    let secret = TotpSecret::mint(random);
    let claims = Claims {
        secret: settings.keys.seal(&own.user.id(), &secret, random).expose().to_owned(),
        session: session::identity::hash(&own.record),
        replaces,
        exp: scope.now + MAX_AGE,
    };
    let payload = serde_json::to_vec(&claims).map_err(|error| AuthError::Unwritable(error.into()))?;
    let sealed = settings.enrolment.seal(&payload, random);
    Ok(Enrolment { secret, sealed, claims })
}

/// Reads a sealed enrolment.
///
/// # Errors
/// Fails with [`AuthError::EnrolmentExpired`] if it was not begun in this session, or has expired.
pub(crate) fn read<F: AppTypes>(
    scope: &Scope<'_, F>,
    own: &OwnSession<F::Token>,
    sealed: &str,
) -> Result<Enrolment, AuthError> {
    let settings = settings(scope)?;
    let open = || -> Option<Enrolment> {
        let claims: Claims = serde_json::from_slice(&settings.enrolment.open(sealed).ok()?).ok()?;
        let is_valid = claims.exp > scope.now && claims.session == session::identity::hash(&own.record);
        let opened = settings.keys.open(&own.user.id(), &claims.secret.as_str().into()).ok()?;
        is_valid.then(|| Enrolment { secret: opened.secret, sealed: sealed.to_owned(), claims })
    };
    open().ok_or(AuthError::EnrolmentExpired)
}

/// Stores an authenticator application that a code has confirmed, with new recovery codes. Works once: the second time, the
/// user has another second factor than the enrolment says.
///
/// # Errors
/// - [`AuthError::WrongCode`] if the code is wrong.
/// - [`AuthError::TooManyRequests`] if there were too many wrong codes.
/// - [`AuthError::SecondFactorChanged`] if the user has changed in the meantime.
pub(crate) async fn confirm<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    own: OwnSession<F::Token>,
    enrolment: &Enrolment,
    code: &str,
) -> Result<ShownCodes, AuthError> {
    let (user, Enrolment { secret, claims, .. }) = (own.user.id(), enrolment);
    let attempt = count(scope, &user).await?;
    let step = secret.check(code, scope.now).ok_or(AuthError::WrongCode)?;
    let settings = &scope.engine.settings;
    settings.limits.forgive(settings.store.as_ref(), &attempt, &*settings.clock).await;

    let adapter = scope.adapter()?;
    let replaces = match &claims.replaces {
        None => None,
        Some(replaced) => {
            let present = adapter.second_factor(&user).await?.map(|present| present.secret);
            let present = present.filter(|secret| hash(secret) == *replaced);
            Some(present.ok_or(AuthError::SecondFactorChanged)?)
        }
    };
    let (codes, hashes) = recovery_codes(scope, &user)?;
    let totp = NewTotp::new(claims.secret.as_str().into(), step, scope.now, hashes)
        .replacing(replaces)
        .on(own.basis(scope));
    adapter.enrol_totp(&user, totp).await.map_err(|error| match error {
        AdapterError::Conflict(Conflict::SecondFactor | Conflict::Proof | Conflict::Ended) => {
            AuthError::SecondFactorChanged
        }
        error => error.into(),
    })?;
    scope.prove(AuthMethod::Otp);
    finish(scope, own, SecondFactorChange::Enrolled).await.map(|is_alone| ShownCodes { codes, is_alone })
}

/// Replaces the recovery codes of a user, who proves the second factor.
///
/// # Errors
/// As [`verify`].
pub(crate) async fn replace_codes<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    own: OwnSession<F::Token>,
    code: &str,
) -> Result<ShownCodes, AuthError> {
    let user = own.user.id();
    let proven = verify(scope, &user, code).await?;
    let (codes, hashes) = recovery_codes(scope, &user)?;
    if !scope.adapter()?.replace_recovery_codes(&user, &proven, hashes).await? {
        return Err(AuthError::SecondFactorChanged);
    }
    let is_alone = finish(scope, own, SecondFactorChange::NewRecoveryCodes).await?;
    Ok(ShownCodes { codes, is_alone })
}

/// Removes the second factor of a user, who proves it. Returns `true` if all other sessions of the user have ended, as far
/// as they can be ended.
///
/// # Errors
/// As [`verify`].
pub(crate) async fn remove<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    own: OwnSession<F::Token>,
    code: &str,
) -> Result<bool, AuthError> {
    let user = own.user.id();
    let proven = verify(scope, &user, code).await?;
    if !scope.adapter()?.remove_second_factor(&user, Some(proven)).await? {
        return Err(AuthError::SecondFactorChanged);
    }
    finish(scope, own, SecondFactorChange::Removed).await
}

/// Returns new recovery codes, as they are shown, and their hashes.
fn recovery_codes<F: AppTypes>(
    scope: &Scope<'_, F>,
    user: &StoredId,
) -> Result<(Vec<Zeroizing<String>>, Vec<Secret>), AuthError> {
    let keys = &settings(scope)?.keys;
    let codes = RecoveryCode::mint_all(&*scope.engine.settings.random);
    let hashes = codes.iter().map(|code| keys.hash(user, code)).collect();
    Ok((codes.iter().map(RecoveryCode::shown).collect(), hashes))
}

/// Reports a change, and ends the other sessions of the user. The change is stored already, so a failure to end them is
/// logged, and the result is `false`.
async fn finish<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    own: OwnSession<F::Token>,
    change: SecondFactorChange,
) -> Result<bool, AuthError> {
    report(scope, &own.user.id(), change).await?;
    match session::continue_alone(scope, own).await {
        Ok(()) => Ok(true),
        Err(error) => {
            error.log();
            tracing::warn!(target: "auth", help = "sessions_not_ended", "the other sessions of a user could not be ended");
            Ok(false)
        }
    }
}

/// Returns the authenticator application of a user, for the application's own pages and for its support.
///
/// # Errors
/// Fails if the application has no database, or the database fails.
pub(crate) async fn of_user<F: AppTypes>(
    engine: &Engine<F>,
    user: &StoredId,
) -> Result<Option<StoredTotp>, AuthError> {
    let store = engine.settings.store.as_ref().ok_or(AuthError::MissingAdapter)?;
    Ok(store.adapter.second_factor(user).await?)
}

/// Removes the second factor of a user who cannot prove it, for the application's support. Ends all sessions of the user,
/// as far as they can be ended. Returns `true` if the user had one.
///
/// # Errors
/// Fails if the application has no database, or the database fails.
pub(crate) async fn remove_of<F: AppTypes>(engine: &Engine<F>, user: &StoredId) -> Result<bool, AuthError> {
    let store = engine.settings.store.as_ref().ok_or(AuthError::MissingAdapter)?;
    if !store.adapter.remove_second_factor(user, None).await? {
        return Ok(false);
    }
    match session::revoke_all(engine, user).await {
        Ok(()) | Err(AuthError::NotRevocable) => {}
        Err(error) => return Err(error),
    }
    if let Some(user) = store.adapter.user(user).await? {
        let subject = Subject::typed(user.clone().typed()?);
        let event = SecondFactorEvent { user: subject.plain(), change: SecondFactorChange::Removed };
        let facts = RequestFacts { headers: None, client_ip: None };
        let call = EventCall { state: &engine.state, facts, event, subject: &subject };
        let handled = trace::callback("event(second_factor)", F::Events::second_factor(call)).await;
        events::log_failure("second_factor", handled);
        notice::tell_without_request(engine, Notice::SecondFactor(SecondFactorChange::Removed), &user).await;
    }
    Ok(true)
}
