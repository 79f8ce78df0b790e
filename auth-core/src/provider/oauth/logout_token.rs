//! Logout tokens (OpenID Connect Back-Channel Logout 1.0, section 2.4): the messages by which a provider ends sessions.

use std::time::Duration;

use serde_json::Value;

use super::{
    error::OAuthError,
    id_token::{self, IdTokenClaims, IdTokenError, TOLERANCE},
    runtime::OAuth,
};
use crate::{contract::UnixTime, http::HttpClient};

/// The explicit type of logout tokens. Providers may leave it out.
const TYPES: &[&str] = &["logout+jwt"];

/// The member of `events` that makes a token a logout token.
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// The time for which a logout token is accepted after it was issued.
const MAX_AGE: Duration = Duration::from_secs(10 * 60);

/// The sessions that a logout token ends.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// Those that began in this session of the provider (`sid`), whose user is this subject, if the token says so.
    Session { sid: String, sub: Option<String> },
    /// All sessions of this subject.
    Subject(String),
}

/// A logout token that the provider has signed.
pub(crate) struct LogoutToken {
    /// The sessions that end.
    pub(crate) ends: Ended,
    /// The ID of the token.
    pub(crate) jti: String,
    /// The time after which the token is not accepted any more.
    pub(crate) until: UnixTime,
}

impl OAuth {
    /// Verifies a logout token (section 2.6): its signature as that of an ID token, and its claims.
    ///
    /// # Errors
    /// Fails if the token is not valid, or if the metadata or the keys of the provider cannot be fetched.
    pub(crate) async fn logout_token(
        &self,
        http: &dyn HttpClient,
        encoded: &str,
        now: UnixTime,
    ) -> Result<LogoutToken, OAuthError> {
        let metadata = self.discovered(http, now).await?;
        let supported = &metadata.id_token_signing_alg_values_supported;
        let (claims, _) = self
            .signed_claims(http, &metadata, supported, (encoded, TYPES), now)
            .await
            .map_err(|error| error.of_token(OAuthError::LogoutToken))?;
        let issuer = metadata.issuer.as_deref().unwrap_or_default();
        id_token::check_message(&claims, (issuer, &self.tenants), &self.client_id, now)
            .and_then(|()| LogoutToken::read(&claims, metadata.backchannel_logout_session_supported, now))
            .map_err(OAuthError::LogoutToken)
    }
}

impl LogoutToken {
    /// Reads the claims that only logout tokens have. If there are `sub` and `sid`, the session ends if the provider
    /// supports `sid`. Otherwise its ID tokens may lack it, and all sessions of the subject end.
    fn read(claims: &IdTokenClaims, supports_sid: bool, now: UnixTime) -> Result<Self, IdTokenError> {
        let string = |name: &'static str| match claims.get(name) {
            None => Ok(None),
            Some(Value::String(value)) if !value.is_empty() => Ok(Some(value.clone())),
            Some(_) => Err(IdTokenError::Claim(name)),
        };
        // A null is no time: a logout token has nothing that it does not need.
        if let Some(name) =
            ["exp", "nbf"].into_iter().find(|name| claims.get(*name).is_some_and(Value::is_null))
        {
            return Err(IdTokenError::Claim(name));
        }
        let issued = id_token::time(claims, "iat")?.ok_or(IdTokenError::Claim("iat"))?;
        let until = issued + MAX_AGE;
        if until <= now || issued > now + TOLERANCE {
            return Err(IdTokenError::Claim("iat"));
        }
        if !claims.get("events").and_then(|events| events.get(EVENT)).is_some_and(Value::is_object) {
            return Err(IdTokenError::Claim("events"));
        }
        if claims.contains_key("nonce") {
            return Err(IdTokenError::Claim("nonce"));
        }
        let ends = match (string("sub")?, string("sid")?) {
            (sub @ Some(_), Some(sid)) if supports_sid => Ended::Session { sid, sub },
            (Some(sub), _) => Ended::Subject(sub),
            (None, Some(sid)) => Ended::Session { sid, sub: None },
            (None, None) => return Err(IdTokenError::Claim("sub")),
        };
        Ok(Self { ends, jti: string("jti")?.ok_or(IdTokenError::Claim("jti"))?, until })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);

    fn read(change: impl FnOnce(&mut Value)) -> Result<LogoutToken, IdTokenError> {
        read_from(false, change)
    }

    fn read_from(supports_sid: bool, change: impl FnOnce(&mut Value)) -> Result<LogoutToken, IdTokenError> {
        let mut claims = json!({ "iat": 1_700_000_000, "jti": "1", "sub": "ada", "events": { EVENT: {} } });
        change(&mut claims);
        LogoutToken::read(claims.as_object().unwrap(), supports_sid, NOW)
    }

    #[test]
    fn a_logout_token_names_whom_it_signs_out() {
        let ada = || Ended::Subject("ada".to_owned());
        let session = |sub: Option<&str>| Ended::Session { sid: "s".to_owned(), sub: sub.map(str::to_owned) };
        let both = |claims: &mut Value| claims["sid"] = json!("s");
        let sid = |claims: &mut Value| {
            *claims = json!({ "iat": 1_700_000_000, "jti": "1", "sid": "s", "events": { EVENT: {} } });
        };
        for supports_sid in [false, true] {
            let token = read_from(supports_sid, |_| {}).unwrap();
            assert_eq!((token.ends, token.jti.as_str()), (ada(), "1"));
            assert_eq!(read_from(supports_sid, sid).unwrap().ends, session(None));
        }
        assert_eq!(read_from(false, both).unwrap().ends, ada());
        assert_eq!(read_from(true, both).unwrap().ends, session(Some("ada")));
    }

    #[test]
    fn another_token_is_none() {
        let cases: [(&str, &str, Value); 13] = [
            ("iat", "iat", Value::Null),
            ("iat", "iat", json!(1_700_000_000 - 600)),
            ("iat", "iat", json!(1_700_000_000 + 31)),
            ("iat", "iat", json!("now")),
            ("jti", "jti", Value::Null),
            ("jti", "jti", json!("")),
            ("events", "events", Value::Null),
            ("events", "events", json!({})),
            ("events", "events", json!([EVENT])),
            ("events", "events", json!({ EVENT: true })),
            ("nonce", "nonce", json!("n")),
            ("sub", "sub", json!("")),
            ("sid", "sid", json!(7)),
        ];
        for (name, claim, value) in cases {
            let refused = read(|claims| {
                let _ = match &value {
                    Value::Null => claims.as_object_mut().unwrap().remove(name),
                    value => claims.as_object_mut().unwrap().insert(name.to_owned(), value.clone()),
                };
            });
            assert_eq!(refused.err(), Some(IdTokenError::Claim(claim)), "{name} {value}");
        }
        for name in ["exp", "nbf"] {
            let refused = read(|claims| claims[name] = Value::Null);
            assert_eq!(refused.err(), Some(IdTokenError::Claim(name)), "{name}");
        }
        let nobody = read(|claims| drop(claims.as_object_mut().unwrap().remove("sub")));
        assert_eq!(nobody.err(), Some(IdTokenError::Claim("sub")));
    }
}
