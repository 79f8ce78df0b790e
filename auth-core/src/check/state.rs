//! The `state` parameter: an encrypted note that only servers with the same secret can read. There is one kind for
//! sign-ins, and one for sign-outs at a provider, each with a key of its own.

use std::time::Duration;

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

use super::sealed::MAX_AGE;
use crate::{
    contract::{Secret, UnixTime},
    jose::{self, JoseError, TokenKeys, check_times},
    random::{self, Random},
};

/// The salt of the key that encrypts the parameter.
pub(crate) const SALT: &str = "encodedState";

/// The salt of the key that encrypts the parameter of a sign-out. One parameter cannot be used as the other.
pub(crate) const SIGN_OUT_SALT: &str = "encodedSignOutState";

/// The data that travels to the provider and back.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub(crate) struct StateParam {
    /// The real callback URL, if there is a redirect proxy in between.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) origin: Option<String>,
    /// The final destination of the browser, if the cookie that holds it will not be sent (`form_post`).
    #[serde(rename = "callbackUrl", default, skip_serializing_if = "Option::is_none")]
    pub(crate) callback_url: Option<String>,
    /// The browser session and the user for which the sign-in was started.
    #[serde(rename = "auth_started", default, skip_serializing_if = "Option::is_none")]
    pub(crate) started: Option<Started>,
    /// `true` if the signed-in user proves more, or again.
    #[serde(rename = "auth_step_up", default, skip_serializing_if = "is_false")]
    pub(crate) is_step_up: bool,
    /// The time at which the parameter was made, if it was read.
    #[serde(skip)]
    pub(crate) begun: Option<UnixTime>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// The browser session and the user for which a sign-in is started. The callback compares both, so that a sign-in that
/// was started elsewhere, or before another user has signed in, cannot be completed.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub(crate) struct Started {
    /// The hash of the browser's CSRF token.
    pub(crate) browser: String,
    /// The hash of the signed-in user's ID; `None` if no user is signed in.
    pub(crate) user: Option<String>,
}

impl Started {
    /// Hashes the ID of a user, so that the parameter has the same length for every user.
    pub(crate) fn hash_user(id: &str) -> String {
        jose::encode(Sha256::digest(id))
    }
}

/// The data that travels to the provider and back in a sign-out.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub(crate) struct SignOutState {
    /// The ID of the provider at which the browser signs out.
    pub(crate) provider: String,
    /// The origin of this application.
    pub(crate) origin: String,
    /// The final destination of the browser.
    #[serde(rename = "callbackUrl")]
    pub(crate) callback_url: String,
}

#[derive(Deserialize, Serialize)]
struct StateClaims<S> {
    #[serde(flatten)]
    state: S,
    #[serde(default)]
    random: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    iat: Option<UnixTime>,
    exp: UnixTime,
    #[serde(default)]
    jti: String,
}

/// Encrypts the data of a parameter.
fn seal<S: Serialize>(
    state: S,
    keys: &TokenKeys,
    now: UnixTime,
    random: &dyn Random,
) -> Result<Secret, serde_json::Error> {
    let claims = StateClaims {
        state,
        random: jose::encode(random::bytes::<32>(random)),
        iat: Some(now),
        exp: now + Duration::from_secs(MAX_AGE.into()),
        jti: random::uuid(random),
    };
    Ok(Secret::new(keys.seal(&serde_json::to_vec(&claims)?, random)))
}

/// Decrypts the data of a parameter that has not expired.
fn open<S: DeserializeOwned>(
    keys: &TokenKeys,
    text: &str,
    now: UnixTime,
) -> Result<StateClaims<S>, JoseError> {
    let claims: StateClaims<S> = serde_json::from_slice(&keys.open(text)?).map_err(|_| JoseError::Claims)?;
    check_times(Some(claims.exp), None, now)?;
    Ok(claims)
}

impl StateParam {
    /// Returns the encrypted parameter.
    pub(crate) fn seal(
        self,
        keys: &TokenKeys,
        now: UnixTime,
        random: &dyn Random,
    ) -> Result<Secret, serde_json::Error> {
        seal(self, keys, now, random)
    }

    /// Reads an encrypted parameter.
    ///
    /// # Errors
    /// Fails if no server with this secret made the parameter, or if it has expired.
    pub(crate) fn open(keys: &TokenKeys, text: &str, now: UnixTime) -> Result<Self, JoseError> {
        let StateClaims { state, iat, .. } = open(keys, text, now)?;
        Ok(Self { begun: iat, ..state })
    }
}

impl SignOutState {
    /// Returns the encrypted parameter.
    pub(crate) fn seal(
        self,
        keys: &TokenKeys,
        now: UnixTime,
        random: &dyn Random,
    ) -> Result<Secret, serde_json::Error> {
        seal(self, keys, now, random)
    }

    /// Reads an encrypted parameter, and returns the destination if it was made for this provider and this origin.
    pub(crate) fn destination(
        keys: &TokenKeys,
        text: &str,
        (provider, origin): (&str, &str),
        now: UnixTime,
    ) -> Option<String> {
        let state: Self = open(keys, text, now).ok()?.state;
        (state.provider == provider && state.origin == origin).then_some(state.callback_url)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SystemRandom;

    const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);

    #[test]
    fn a_note_comes_back_in_time() {
        let keys = TokenKeys::derive(&Secret::new("secret").into(), SALT);
        let note = StateParam {
            origin: Some("https://preview.test/auth/callback/x".into()),
            started: Some(Started { browser: "b".into(), user: None }),
            ..StateParam::default()
        };
        let text = note.clone().seal(&keys, NOW, &SystemRandom).unwrap();
        let opened = StateParam::open(&keys, text.expose(), NOW + Duration::from_secs(914));
        assert_eq!(opened, Ok(StateParam { begun: Some(NOW), ..note }));
        let late = StateParam::open(&keys, text.expose(), NOW + Duration::from_secs(915));
        assert_eq!(late, Err(JoseError::Expired));
        let other = TokenKeys::derive(&Secret::new("other").into(), SALT);
        assert!(StateParam::open(&other, text.expose(), NOW).is_err());
    }

    #[test]
    fn a_sign_out_is_for_one_provider_and_one_origin() {
        let keys = TokenKeys::derive(&Secret::new("secret").into(), SIGN_OUT_SALT);
        let state = SignOutState {
            provider: "acme".into(),
            origin: "https://app.test".into(),
            callback_url: "https://app.test/bye".into(),
        };
        let text = state.seal(&keys, NOW, &SystemRandom).unwrap();
        let destination = |place, now| SignOutState::destination(&keys, text.expose(), place, now);
        let bye = Some("https://app.test/bye".to_owned());
        assert_eq!(destination(("acme", "https://app.test"), NOW), bye);
        assert_eq!(destination(("other", "https://app.test"), NOW), None);
        assert_eq!(destination(("acme", "https://other.test"), NOW), None);
        assert_eq!(destination(("acme", "https://app.test"), NOW + Duration::from_secs(1000)), None);
        // The state of a sign-in is none of a sign-out, and the other way round.
        let sign_in = TokenKeys::derive(&Secret::new("secret").into(), SALT);
        assert!(StateParam::open(&sign_in, text.expose(), NOW).is_err());
        let other = StateParam { callback_url: Some("https://app.test/bye".into()), ..StateParam::default() };
        let other = other.seal(&sign_in, NOW, &SystemRandom).unwrap();
        let place = ("acme", "https://app.test");
        assert_eq!(SignOutState::destination(&keys, other.expose(), place, NOW), None);
    }

    #[test]
    fn its_claims_are_those_of_auth_js() {
        let keys = TokenKeys::derive(&Secret::new("secret").into(), SALT);
        let text = StateParam::default().seal(&keys, NOW, &SystemRandom).unwrap();
        let claims: serde_json::Map<String, serde_json::Value> =
            serde_json::from_slice(&keys.open(text.expose()).unwrap()).unwrap();
        let names: Vec<&str> = claims.keys().map(String::as_str).collect();
        assert_eq!(names, ["exp", "iat", "jti", "random"]);
        assert_eq!(claims["random"].as_str().map(str::len), Some(43));
    }
}
