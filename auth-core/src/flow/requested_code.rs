//! The code that a browser has requested by mail or by telephone, in a sealed cookie. The code works in this browser only: its hash in the
//! database covers a number that nothing but the cookie holds.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{error::AuthError, scope::Scope, types::AppTypes};
#[cfg(feature = "email")]
use crate::contract::EmailAddress;
#[cfg(feature = "sms")]
use crate::contract::{PhoneNumber, StoredId};
use crate::{
    contract::{ProviderId, UnixTime},
    cookie::jar::Lifetime,
    hex,
    provider::one_time_code,
    random,
};

/// A code that was sent.
#[derive(Deserialize, Serialize)]
pub(crate) struct RequestedCode {
    /// The ID of the provider.
    pub(crate) provider: ProviderId,
    /// The e-mail address or phone number in its canonical form.
    address: String,
    /// The number that binds the code to the cookie.
    pub(crate) nonce: String,
    /// `true` if the request was part of a step-up.
    pub(crate) is_step_up: bool,
    /// The ID of the stored user who was signed in.
    #[serde(default)]
    user: Option<String>,
    /// The phone number that the new one takes the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    replaces: Option<String>,
    exp: UnixTime,
}

impl RequestedCode {
    /// Describes a code that is sent now.
    pub(crate) fn new<F: AppTypes>(
        scope: &Scope<'_, F>,
        provider: &ProviderId,
        address: &str,
        is_step_up: bool,
    ) -> Self {
        Self {
            provider: provider.clone(),
            address: address.to_owned(),
            nonce: hex::encode(&random::bytes::<32>(&*scope.engine.settings.random)),
            is_step_up,
            user: None,
            replaces: None,
            exp: scope.now + one_time_code::MAX_AGE,
        }
    }

    /// Returns the time at which the code expires.
    pub(crate) fn expires(&self) -> UnixTime {
        self.exp
    }

    /// Returns the e-mail address.
    #[cfg(feature = "email")]
    pub(crate) fn address(&self) -> Option<EmailAddress> {
        EmailAddress::parse(&self.address).ok()
    }

    /// Returns the phone number.
    #[cfg(feature = "sms")]
    pub(crate) fn number(&self) -> Option<PhoneNumber> {
        PhoneNumber::parse(&self.address).ok()
    }

    /// Binds the code to the signed-in user, or to nobody being signed in.
    #[cfg(feature = "sms")]
    pub(crate) fn by(self, user: Option<&StoredId>) -> Self {
        Self { user: user.map(|user| user.as_str().to_owned()), ..self }
    }

    /// Sets the phone number that the new one takes the place of.
    #[cfg(feature = "sms")]
    pub(crate) fn replacing(self, number: Option<&PhoneNumber>) -> Self {
        Self { replaces: number.map(|number| number.as_str().to_owned()), ..self }
    }

    /// Returns the phone number that the new one takes the place of.
    #[cfg(feature = "sms")]
    pub(crate) fn replaced(&self) -> Option<&str> {
        self.replaces.as_deref()
    }

    /// Returns `true` if this user was signed in when the code was requested, or nobody was and nobody is.
    #[cfg(feature = "sms")]
    pub(crate) fn is_by(&self, user: Option<&StoredId>) -> bool {
        self.user.as_deref() == user.map(|user| user.as_str())
    }

    /// Returns `true` if a user was signed in when the code was requested.
    #[cfg(feature = "sms")]
    pub(crate) fn is_by_user(&self) -> bool {
        self.user.is_some()
    }

    /// Returns the time at which the code was requested.
    #[cfg(feature = "sms")]
    pub(crate) fn begun(&self) -> UnixTime {
        let age = i64::try_from(one_time_code::MAX_AGE.as_secs()).unwrap_or_default();
        UnixTime::from_secs(self.exp.as_secs().saturating_sub(age))
    }

    /// Writes the cookie. It replaces that of an earlier code, which no longer works then.
    ///
    /// # Errors
    /// Fails if the cookie cannot be written.
    pub(crate) fn keep<F: AppTypes>(&self, scope: &mut Scope<'_, F>) -> Result<(), AuthError> {
        let claims = serde_json::to_vec(self).map_err(|error| AuthError::Unwritable(error.into()))?;
        let sealed = scope.scheme.code.seal(&claims, &*scope.engine.settings.random);
        let secs = u32::try_from(one_time_code::MAX_AGE.as_secs()).unwrap_or(u32::MAX);
        let lifetime = Lifetime::MaxAge { secs, now: scope.now };
        scope.jar.set(&scope.scheme.cookies.code, &sealed, lifetime);
        Ok(())
    }
}

/// Returns the code that this browser has requested last, if it has not expired.
pub(crate) fn read<F: AppTypes>(scope: &Scope<'_, F>) -> Option<RequestedCode> {
    let open = |sealed: Cow<'_, str>| -> Option<RequestedCode> {
        let requested: RequestedCode = serde_json::from_slice(&scope.scheme.code.open(&sealed).ok()?).ok()?;
        (requested.exp > scope.now).then_some(requested)
    };
    scope.cookies.all(scope.scheme.cookies.code.name()).find_map(open)
}

/// Deletes the cookie, whether the sign-in succeeds or fails from here on.
pub(crate) fn forget<F: AppTypes>(scope: &mut Scope<'_, F>) {
    scope.jar.delete(&scope.scheme.cookies.code);
    scope.jar_of_failure.delete(&scope.scheme.cookies.code);
}
