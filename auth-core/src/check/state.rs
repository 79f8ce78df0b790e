//! The `state` parameter: an encrypted note that only servers with the same secret can read.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::sealed::MAX_AGE;
use crate::{
    contract::{Secret, UnixTime},
    jose::{self, JoseError, TokenKeys, check_times},
    random::{self, Random},
};

/// The salt of the key that encrypts the parameter.
pub(crate) const SALT: &str = "encodedState";

/// The data that travels to the provider and back.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub(crate) struct StateParam {
    /// The real callback URL, if there is a redirect proxy in between.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) origin: Option<String>,
    /// The final destination of the browser, if the cookie that holds it will not be sent (`form_post`).
    #[serde(rename = "callbackUrl", default, skip_serializing_if = "Option::is_none")]
    pub(crate) callback_url: Option<String>,
}

#[derive(Deserialize, Serialize)]
struct StateClaims {
    #[serde(flatten)]
    state: StateParam,
    #[serde(default)]
    random: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    iat: Option<UnixTime>,
    exp: UnixTime,
    #[serde(default)]
    jti: String,
}

impl StateParam {
    /// Returns the encrypted parameter.
    pub(crate) fn seal(
        self,
        keys: &TokenKeys,
        now: UnixTime,
        random: &dyn Random,
    ) -> Result<Secret, serde_json::Error> {
        let claims = StateClaims {
            state: self,
            random: jose::encode(random::bytes::<32>(random)),
            iat: Some(now),
            exp: now + Duration::from_secs(MAX_AGE.into()),
            jti: random::uuid(random),
        };
        Ok(Secret::new(keys.seal(&serde_json::to_vec(&claims)?, random)))
    }

    /// Reads an encrypted parameter.
    ///
    /// # Errors
    /// Fails if no server with this secret made the parameter, or if it has expired.
    pub(crate) fn open(keys: &TokenKeys, text: &str, now: UnixTime) -> Result<Self, JoseError> {
        let claims: StateClaims = serde_json::from_slice(&keys.open(text)?).map_err(|_| JoseError::Claims)?;
        check_times(Some(claims.exp), None, now)?;
        Ok(claims.state)
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
        let note =
            StateParam { origin: Some("https://preview.test/auth/callback/x".into()), callback_url: None };
        let text = note.clone().seal(&keys, NOW, &SystemRandom).unwrap();
        assert_eq!(StateParam::open(&keys, text.expose(), NOW + Duration::from_secs(914)), Ok(note));
        let late = StateParam::open(&keys, text.expose(), NOW + Duration::from_secs(915));
        assert_eq!(late, Err(JoseError::Expired));
        let other = TokenKeys::derive(&Secret::new("other").into(), SALT);
        assert!(StateParam::open(&other, text.expose(), NOW).is_err());
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
