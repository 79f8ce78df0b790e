//! Checks a code of an authenticator application, or a recovery code, of a stored user.

use std::time::Duration;

use crate::{
    adapter::{Adapter, AttemptRule},
    check::{factor_keys::FactorKeys, recovery_code::RecoveryCode, totp},
    contract::{
        Secret, StoredId, StoredTotp,
        assurance::AuthMethod,
        callback::{
            event::{SecondFactorChange, SecondFactorEvent},
            wiring::Subject,
        },
    },
    flow::{
        error::AuthError,
        events,
        notice::{self, Notice},
        scope::Scope,
        settings::TotpSettings,
        types::AppTypes,
    },
};

/// The time in which [`TRIES`] wrong codes of a user are accepted.
const WINDOW: Duration = Duration::from_secs(15 * 60);

/// The number of wrong codes of a user. Of a million codes three are right at a time, so that they guess one with a
/// probability of 1.5 in 100,000.
const TRIES: u32 = 5;

/// Returns the settings of authenticator applications.
///
/// # Errors
/// Fails if the application has none.
pub(crate) fn settings<'r, F: AppTypes>(scope: &Scope<'r, F>) -> Result<&'r TotpSettings, AuthError> {
    scope.engine.settings.totp.as_ref().ok_or(AuthError::UnknownAction)
}

/// Checks a code of a user, uses it up, and records the proof. Of several requests with one code, one succeeds. Returns the
/// sealed secret that the user has now.
///
/// Wrong codes are counted by user, whatever the client address and the way in. A code that is right is taken back.
///
/// # Errors
/// - [`AuthError::WrongCode`] if the code is wrong, was used before, or the user has no second factor.
/// - [`AuthError::TooManyRequests`] if there were too many wrong codes. Signing in by the first factor stays possible.
pub(crate) async fn verify<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    user: &StoredId,
    code: &str,
) -> Result<Secret, AuthError> {
    let attempt = count(scope, user).await?;
    let keys = &settings(scope)?.keys;
    let adapter = scope.adapter()?;
    let stored = adapter.second_factor(user).await?.ok_or(AuthError::WrongCode)?;
    let digits = totp::digits(code);
    let sealed = if let Some(code) = &digits {
        use_totp(scope, keys, (user, &stored), code).await?
    } else {
        let code = RecoveryCode::parse(code).ok_or(AuthError::WrongCode)?;
        use_recovery_code(scope, user, keys.hashes(user, &code)).await?;
        stored.secret
    };
    let settings = &scope.engine.settings;
    settings.limits.forgive(settings.store.as_ref(), &attempt, &*settings.clock).await;
    scope.prove(AuthMethod::Otp);
    if digits.is_none() {
        let left = stored.recovery_codes.saturating_sub(1);
        report(scope, user, SecondFactorChange::RecoveryCodeUsed { left }).await?;
    }
    Ok(sealed)
}

/// Uses a code of the authenticator application. Seals its secret anew if another key than the newest has sealed it, and
/// returns it as sealed.
async fn use_totp<F: AppTypes>(
    scope: &Scope<'_, F>,
    keys: &FactorKeys,
    (user, stored): (&StoredId, &StoredTotp),
    code: &str,
) -> Result<Secret, AuthError> {
    let opened = keys.open(user, &stored.secret);
    let opened = opened.map_err(|error| AuthError::UnreadableSecondFactor(error.into()))?;
    let step = opened.secret.check(code, scope.now).filter(|step| *step > stored.last_step);
    let step = step.ok_or(AuthError::WrongCode)?;
    let sealed = match opened.is_newest {
        true => stored.secret.clone(),
        false => keys.seal(user, &opened.secret, &*scope.engine.settings.random),
    };
    let is_used = scope.adapter()?.use_totp_step(user, &stored.secret, step, &sealed).await?;
    if is_used { Ok(sealed) } else { Err(AuthError::WrongCode) }
}

/// Uses a recovery code, whatever configured secret it was hashed with.
async fn use_recovery_code<F: AppTypes>(
    scope: &Scope<'_, F>,
    user: &StoredId,
    hashes: Vec<Secret>,
) -> Result<(), AuthError> {
    for hash in hashes {
        if scope.adapter()?.use_recovery_code(user, &hash).await? {
            return Ok(());
        }
    }
    Err(AuthError::WrongCode)
}

/// Counts an attempt of a user. The limit is not that of the application, and it counts known browsers too: a code has six
/// digits only.
pub(super) async fn count<F: AppTypes>(
    scope: &Scope<'_, F>,
    user: &StoredId,
) -> Result<crate::flow::limits::AttemptKey, AuthError> {
    let settings = &scope.engine.settings;
    let (store, clock) = (settings.store.as_ref(), &*settings.clock);
    let key = |purpose| settings.limits.account_key(purpose, &format!("stored:{user}"), None);
    let attempt = key("second factor");
    let rule = AttemptRule::fixed(TRIES, WINDOW);
    let Err(retry_after) = settings.limits.count(store, &attempt, &rule, clock).await else {
        return Ok(attempt);
    };
    let once = AttemptRule::fixed(1, WINDOW);
    if settings.limits.count(store, &key("second factor event"), &once, clock).await.is_ok() {
        report(scope, user, SecondFactorChange::TooManyWrongCodes).await?;
    }
    Err(AuthError::TooManyRequests { retry_after })
}

/// Reports a change of a user's second factor, and tells its owner.
pub(crate) async fn report<F: AppTypes>(
    scope: &Scope<'_, F>,
    user: &StoredId,
    change: SecondFactorChange,
) -> Result<(), AuthError> {
    if let Some(user) = scope.adapter()?.user(user).await? {
        let subject = Subject::typed(user.clone().typed()?);
        let event = SecondFactorEvent { user: subject.plain(), change };
        events::second_factor(scope, event, &subject).await;
        notice::tell(scope, Notice::SecondFactor(change), &user).await;
    }
    Ok(())
}

/// Returns `true` if the user has an authenticator application.
pub(crate) async fn has_codes<F: AppTypes>(scope: &Scope<'_, F>, user: &StoredId) -> Result<bool, AuthError> {
    let is_on = scope.engine.settings.totp.is_some();
    Ok(is_on && scope.adapter()?.second_factor(user).await?.is_some())
}
