//! The challenge of a ceremony: kept in the browser, encrypted, and valid for one response.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    check::sealed::MAX_AGE,
    contract::{EmailAddress, Secret, UnixTime, User},
    jose::{self, JoseError, TOLERANCE, TokenKeys, check_times},
    random::{self, Random},
};

/// The salt of the key that encrypts challenges.
pub(crate) const SALT: &str = "encodedWebauthnChallenge";

/// A challenge, with the registering user if it is for a registration.
pub(crate) struct Challenge {
    /// 32 random bytes in base64url.
    pub(crate) value: String,
    pub(crate) registrant: Option<RegisterData>,
}

/// The registering user: a new user with an e-mail address, or the signed-in user.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub(crate) struct RegisterData {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    pub(crate) email: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) image: Option<String>,
}

impl RegisterData {
    /// Creates the data of a user who is known only by e-mail address.
    pub(crate) fn stranger(email: &EmailAddress) -> Self {
        Self { id: None, name: None, email: email.to_string(), image: None }
    }

    /// Creates the data of a signed-in user. Returns `None` without an e-mail address, because passkeys are
    /// shown by it.
    pub(crate) fn known(user: &User) -> Option<Self> {
        let User { id, name, email, image, .. } = user.clone().without_blanks()?;
        Some(Self { id: Some(id.to_string()), name, email: email?, image })
    }
}

#[derive(Deserialize, Serialize)]
struct ChallengeClaims {
    challenge: String,
    #[serde(rename = "registerData", default, skip_serializing_if = "Option::is_none")]
    registrant: Option<RegisterData>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    iat: Option<UnixTime>,
    exp: UnixTime,
    #[serde(default)]
    jti: String,
}

impl Challenge {
    /// Creates a challenge.
    pub(crate) fn new(registrant: Option<RegisterData>, random: &dyn Random) -> Self {
        Self { value: jose::encode(random::bytes::<32>(random)), registrant }
    }

    /// Returns the encrypted challenge for the cookie.
    pub(crate) fn seal(
        &self,
        keys: &TokenKeys,
        now: UnixTime,
        random: &dyn Random,
    ) -> Result<Secret, serde_json::Error> {
        let claims = ChallengeClaims {
            challenge: self.value.clone(),
            registrant: self.registrant.clone(),
            iat: Some(now),
            exp: now + Duration::from_secs(MAX_AGE.into()),
            jti: random::uuid(random),
        };
        Ok(Secret::new(keys.seal(&serde_json::to_vec(&claims)?, random)))
    }

    /// Reads the challenge from a cookie.
    ///
    /// # Errors
    /// Fails if no server with this secret made the challenge, or if it has expired.
    pub(crate) fn open(keys: &TokenKeys, text: &str, now: UnixTime) -> Result<Self, JoseError> {
        let claims: ChallengeClaims =
            serde_json::from_slice(&keys.open(text)?).map_err(|_| JoseError::Claims)?;
        check_times(Some(claims.exp), None, now)?;
        Ok(Self { value: claims.challenge, registrant: claims.registrant })
    }

    /// Returns the key by which the database remembers an answered challenge, and the time until which the
    /// challenge could be answered again.
    pub(crate) fn marker(&self, now: UnixTime) -> (String, UnixTime) {
        let key = format!("webauthn:{}", jose::encode(Sha256::digest(&self.value)));
        (key, now + Duration::from_secs(MAX_AGE.into()) + TOLERANCE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SystemRandom;

    const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);

    #[test]
    fn a_challenge_comes_back_in_time() {
        let keys = TokenKeys::derive(&Secret::new("secret").into(), SALT);
        let challenge =
            Challenge::new(Some(RegisterData::stranger(&"a@x.y".parse().unwrap())), &SystemRandom);
        assert_eq!(challenge.value.len(), 43);
        let text = challenge.seal(&keys, NOW, &SystemRandom).unwrap();
        let opened = Challenge::open(&keys, text.expose(), NOW + Duration::from_secs(914)).unwrap();
        assert_eq!((&opened.value, &opened.registrant), (&challenge.value, &challenge.registrant));
        let late = Challenge::open(&keys, text.expose(), NOW + Duration::from_secs(915)).err();
        assert_eq!(late, Some(JoseError::Expired));
        let (key, until) = challenge.marker(NOW);
        assert!(!key.contains(&challenge.value) && until == NOW + Duration::from_secs(915));
    }

    #[test]
    fn its_claims_are_those_of_auth_js() {
        let keys = TokenKeys::derive(&Secret::new("secret").into(), SALT);
        let claims = |registrant| {
            let text = Challenge::new(registrant, &SystemRandom).seal(&keys, NOW, &SystemRandom).unwrap();
            serde_json::from_slice::<serde_json::Value>(&keys.open(text.expose()).unwrap()).unwrap()
        };
        let names =
            |value: &serde_json::Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&claims(None)), ["challenge", "exp", "iat", "jti"]);
        let user = User::new("7").with_email("a@x.y").with_name("Ada");
        let register = &claims(RegisterData::known(&user))["registerData"];
        assert_eq!(register, &serde_json::json!({ "id": "7", "name": "Ada", "email": "a@x.y" }));
        assert_eq!(RegisterData::known(&User::new("7")), None);
    }
}
