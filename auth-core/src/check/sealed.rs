//! Sealed cookies: values that were sent to a provider, kept in the browser that sent them, for fifteen
//! minutes and one use.

use std::{borrow::Cow, time::Duration};

use serde::{Deserialize, Serialize};

use crate::{
    contract::{ProviderId, Secret, Secrets, UnixTime},
    cookie::names::{CookieSet, CookieSpec},
    jose::{JoseError, TokenKeys, check_times},
    random::{self, Random},
};

/// The maximum duration of a sign-in, in seconds.
pub(crate) const MAX_AGE: u32 = 15 * 60;

/// The kinds of sealed values, each in a cookie of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Check {
    /// The `state` parameter (RFC 6749 section 10.12).
    State,
    /// The code verifier (RFC 7636).
    Pkce,
    /// The `nonce` of the ID token.
    Nonce,
    /// The challenge of a passkey.
    Challenge,
}

/// The provider that a check is bound to.
#[derive(Clone, Copy)]
pub(crate) struct Bound<'p> {
    pub(crate) id: &'p ProviderId,
    /// `true` if the provider responds with a POST from its own site, which the cookie has to accompany.
    pub(crate) cross_site: bool,
}

/// The keys of the sealed cookies: the name of a cookie is the salt of its key.
pub(crate) struct CheckKeys {
    state: TokenKeys,
    pkce: TokenKeys,
    nonce: TokenKeys,
    challenge: TokenKeys,
}

impl CheckKeys {
    pub(crate) fn derive(secrets: &Secrets, cookies: &CookieSet) -> Self {
        let keys = |spec: &CookieSpec| TokenKeys::derive(secrets, spec.name());
        Self {
            state: keys(&cookies.state),
            pkce: keys(&cookies.pkce_code_verifier),
            nonce: keys(&cookies.nonce),
            challenge: keys(&cookies.webauthn_challenge),
        }
    }

    pub(crate) fn of(&self, check: Check) -> &TokenKeys {
        match check {
            Check::State => &self.state,
            Check::Pkce => &self.pkce,
            Check::Nonce => &self.nonce,
            Check::Challenge => &self.challenge,
        }
    }
}

/// The claims of a sealed cookie.
#[derive(Deserialize, Serialize)]
struct SealedClaims<'c> {
    value: Cow<'c, str>,
    /// The ID of the provider that the value was sent to.
    provider: Cow<'c, str>,
    iat: UnixTime,
    exp: UnixTime,
    jti: String,
}

/// Seals a value that is sent to a provider.
pub(crate) fn seal(
    keys: &TokenKeys,
    (value, provider): (&str, &str),
    now: UnixTime,
    random: &dyn Random,
) -> Result<String, serde_json::Error> {
    let claims = SealedClaims {
        value: value.into(),
        provider: provider.into(),
        iat: now,
        exp: now + Duration::from_secs(MAX_AGE.into()),
        jti: random::uuid(random),
    };
    Ok(keys.seal(&serde_json::to_vec(&claims)?, random))
}

/// Opens a sealed value.
///
/// # Errors
/// Fails if the value was not sealed here for this provider, or if it has expired.
pub(crate) fn open(
    keys: &TokenKeys,
    text: &str,
    provider: &str,
    now: UnixTime,
) -> Result<Secret, CheckError> {
    let claims: SealedClaims<'_> =
        serde_json::from_slice(&keys.open(text)?).map_err(|_| JoseError::Claims)?;
    check_times(Some(claims.exp), None, now)?;
    if claims.provider != provider {
        return Err(CheckError::Provider);
    }
    Ok(Secret::new(claims.value))
}

impl Check {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Pkce => "pkce",
            Self::Nonce => "nonce",
            Self::Challenge => "challenge",
        }
    }
}

/// The reason why a check fails.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CheckError {
    /// The cookie is missing.
    #[error("the cookie is missing")]
    Missing,
    /// The cookie was not sealed here, or has expired.
    #[error(transparent)]
    Jose(#[from] JoseError),
    /// The cookie was sealed for another provider.
    #[error("the cookie belongs to a sign-in by another provider")]
    Provider,
    /// The parameter differs from the value in the cookie.
    #[error("the parameter does not match the cookie")]
    Mismatch,
    /// The value was used before.
    #[error("the parameter was used before")]
    Spent,
    /// The sign-in was started in another browser session, or while another user was signed in.
    #[error(
        "the sign-in was started in another browser session, or while another user or none was signed in"
    )]
    Session,
    /// The state leads to an origin that is not on the proxy's list.
    #[error("the state leads to an origin that the redirect proxy does not serve")]
    Origin,
}

crate::contract::readable::debug_by_message!(CheckError);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{cookie::CookiesOptions, random::SystemRandom};

    const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);

    fn keys() -> CheckKeys {
        let cookies = CookieSet::resolve(&CookiesOptions::default(), false).unwrap();
        CheckKeys::derive(&Secret::new("secret").into(), &cookies)
    }

    #[test]
    fn a_sealed_value_has_the_claims_of_auth_js() {
        let keys = keys();
        let sealed = seal(&keys.state, ("st", "github"), NOW, &SystemRandom).unwrap();
        let claims: serde_json::Value = serde_json::from_slice(
            &TokenKeys::derive(&Secret::new("secret").into(), "authjs.state").open(&sealed).unwrap(),
        )
        .unwrap();
        assert_eq!((&claims["value"], &claims["provider"]), (&"st".into(), &"github".into()));
        assert_eq!((&claims["iat"], &claims["exp"]), (&1_700_000_000.into(), &1_700_000_900.into()));
        assert_eq!(claims["jti"].as_str().map(str::len), Some(36));
    }

    #[test]
    fn a_value_opens_in_time_for_its_provider_and_from_its_own_cookie() {
        let keys = keys();
        let sealed = seal(&keys.pkce, ("verifier", "github"), NOW, &SystemRandom).unwrap();
        let open = |keys, provider, secs| {
            let value = open(keys, &sealed, provider, NOW + Duration::from_secs(secs));
            value.map(|value| value.expose().to_owned())
        };
        assert_eq!(open(&keys.pkce, "github", 914), Ok("verifier".to_owned()));
        assert_eq!(open(&keys.pkce, "github", 915), Err(CheckError::Jose(JoseError::Expired)));
        assert_eq!(open(&keys.pkce, "google", 0), Err(CheckError::Provider));
        assert_eq!(open(&keys.state, "github", 0), Err(CheckError::Jose(JoseError::UnknownKey)));
    }

    #[test]
    fn values_that_were_not_sealed_here_do_not_open() {
        let keys = keys();
        let no_value = keys.state.seal(br#"{"provider":"github","exp":4102444800}"#, &SystemRandom);
        for text in ["", "x", "a.b.c.d.e", &no_value] {
            assert!(open(&keys.state, text, "github", NOW).is_err());
        }
    }
}
