//! Step-up: the signed-in user proves more, or again. A sealed cookie says of which session more was asked. A sign-in that
//! belongs to the step-up has to be by the user of that session, and continues it.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{SessionState, identity::hash, lifetime, read};
use crate::{
    contract::{
        EmailAddress, StoredId, UnixTime,
        assurance::{Assurance, AuthMethod},
        token::Jwt,
    },
    cookie::jar::Lifetime,
    flow::{
        error::AuthError,
        scope::{Scope, SteppingUp},
        types::AppTypes,
    },
};

/// The time for which a step-up can be finished, in seconds: as long as a sign-in.
const MAX_AGE: u32 = 15 * 60;

/// The claims of the sealed cookie.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct AskedStepUp {
    /// The hash of the session.
    session: String,
    /// The names of the methods of which one is required, separated by spaces.
    #[serde(default)]
    acr_values: String,
    /// The greatest age of the proof in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) max_age: Option<u32>,
    exp: UnixTime,
}

impl AskedStepUp {
    /// Returns the methods of which one is required. If there are none, any is enough.
    pub(crate) fn methods(&self) -> Vec<AuthMethod> {
        methods(&self.acr_values)
    }

    /// Returns `true` if a code is what is missing: it is asked for, or two factors are and the session has a first one that is
    /// not too old. Otherwise the first factor comes first.
    #[cfg_attr(not(feature = "totp"), allow(dead_code, reason = "for codes of authenticator applications"))]
    pub(crate) fn needs_code<T>(&self, record: &Jwt<T>, now: UnixTime) -> bool {
        let methods = self.methods();
        if methods.is_empty() || methods.contains(&AuthMethod::Otp) {
            return true;
        }
        let assurance = Assurance::new(record.proofs.unwrap_or_default(), now);
        let is_recent = |at: UnixTime| {
            self.max_age.is_none_or(|age| now.as_secs().saturating_sub(at.as_secs()) <= i64::from(age))
        };
        let has_first =
            AuthMethod::FIRST.iter().any(|method| assurance.proven_at(*method).is_some_and(is_recent));
        methods.contains(&AuthMethod::Mfa) && has_first
    }
}

/// Reads the names of methods, separated by spaces. Unknown names are left out.
fn methods(acr_values: &str) -> Vec<AuthMethod> {
    acr_values.split_ascii_whitespace().take(16).filter_map(AuthMethod::from_name).collect()
}

/// Records in a cookie that the user of a session is asked to prove more, and returns what is asked. What the request does
/// not name is that of an earlier request for the same session.
///
/// # Errors
/// Fails if the cookie cannot be written.
pub(crate) fn ask<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    record: &Jwt<F::Token>,
    acr_values: Option<&str>,
    max_age: Option<&str>,
) -> Result<AskedStepUp, AuthError> {
    let session = hash(record);
    let earlier = asked(scope).filter(|asked| asked.session == session && acr_values.or(max_age).is_none());
    let (acr_values, max_age) = match earlier {
        Some(asked) => (asked.methods(), asked.max_age),
        None => (methods(acr_values.unwrap_or_default()), max_age.and_then(|age| age.parse().ok())),
    };
    let acr_values = AuthMethod::names(&acr_values);
    let exp = scope.now + Duration::from_secs(MAX_AGE.into());
    let asked = AskedStepUp { session, acr_values, max_age, exp };
    let payload = serde_json::to_vec(&asked).map_err(|error| AuthError::Unwritable(error.into()))?;
    let sealed = scope.scheme.step_up.seal(&payload, &*scope.engine.settings.random);
    scope.jar.set(&scope.scheme.cookies.step_up, &sealed, Lifetime::MaxAge { secs: MAX_AGE, now: scope.now });
    Ok(asked)
}

/// Reads the cookie.
fn asked<F: AppTypes>(scope: &Scope<'_, F>) -> Option<AskedStepUp> {
    let opened = |sealed: std::borrow::Cow<'_, str>| scope.scheme.step_up.open(&sealed).ok();
    let mut payloads = scope.cookies.all(scope.scheme.cookies.step_up.name()).filter_map(opened);
    let asked: AskedStepUp = payloads.find_map(|payload| serde_json::from_slice(&payload).ok())?;
    Some(asked).filter(|asked| asked.exp > scope.now)
}

/// Makes the sign-in of this request a step-up, if one was asked of the session that the browser has. Otherwise the sign-in
/// starts a new session, as any other.
///
/// # Errors
/// Fails if the database or the access callback fails.
pub(crate) async fn begin<F: AppTypes>(scope: &mut Scope<'_, F>) -> Result<(), AuthError> {
    let Some(asked) = asked(scope) else { return Ok(()) };
    let SessionState::Active(record) = Box::pin(read(scope)).await? else { return Ok(()) };
    if asked.session != hash(&record) {
        return Ok(());
    }
    let mut continued = lifetime::continued(scope, &record);
    continued.is_step_up = true;
    scope.continued = Some(Box::new(continued));
    scope.step_up = Some(Box::new(SteppingUp {
        owner: record.session_owner(),
        subject: record.subject,
        sub: record.sub.clone(),
        email: record.email.clone(),
    }));
    scope.jar.delete(&scope.scheme.cookies.step_up);
    Ok(())
}

/// Checks the stored user of a sign-in before anything is written. In a step-up there has to be one, and it has to be the
/// signed-in user. A session that does not say whose ID its subject is, as those of Auth.js, is compared later, by
/// [`check_token`].
///
/// # Errors
/// Fails if it is another user, or one whom the sign-in would create.
pub(crate) fn check_owner<F: AppTypes>(
    scope: &Scope<'_, F>,
    owner: Option<&StoredId>,
) -> Result<(), AuthError> {
    let Some(step_up) = &scope.step_up else { return Ok(()) };
    let is_unknown = step_up.owner.is_none() && step_up.subject.is_none();
    let is_same = owner.is_some() && (is_unknown || owner == step_up.owner.as_ref());
    if is_same { Ok(()) } else { Err(AuthError::OtherUser) }
}

/// Checks the token of a sign-in before it is written. In a step-up it has to be about the same user as the previous one. A
/// previous one that does not say whose ID its subject is, as those of Auth.js, has to have the same e-mail address too.
///
/// # Errors
/// Fails if it is about another user.
pub(crate) fn check_token<F: AppTypes>(scope: &Scope<'_, F>, token: &Jwt<F::Token>) -> Result<(), AuthError> {
    let Some(step_up) = &scope.step_up else { return Ok(()) };
    let is_same_id = step_up.sub.is_some() && step_up.sub == token.sub;
    let address = |text: &Option<String>| EmailAddress::parse(text.as_deref()?).ok();
    let is_same = match (&step_up.owner, step_up.subject) {
        (Some(owner), _) => token.session_owner().as_ref() == Some(owner),
        (None, Some(subject)) => {
            is_same_id && token.subject == Some(subject) && token.session_owner().is_none()
        }
        (None, None) => {
            let email = address(&step_up.email);
            is_same_id && email.is_some_and(|email| email.is_spelled(token.email.as_deref()))
        }
    };
    if is_same { Ok(()) } else { Err(AuthError::OtherUser) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_methods_are_left_out() {
        assert_eq!(methods(" pwd  nothing otp PWD"), [AuthMethod::Password, AuthMethod::Otp]);
        assert_eq!(methods("https://evil.test"), []);
        assert!(methods(&"pwd ".repeat(100)).len() <= 16);
    }
}
