//! Client data, in which the browser describes a ceremony (WebAuthn level 3, section 5.8.1).

use serde::{Deserialize, de::IgnoredAny};

use super::{Ceremony, RelyingParty, WebAuthnError};

/// The values that a ceremony was started with.
pub(crate) struct Expected<'e> {
    pub(crate) challenge: &'e str,
    pub(crate) relying_party: RelyingParty<'e>,
}

/// The members of `clientDataJSON` that are checked. There may be others.
#[derive(Deserialize)]
struct ClientData {
    #[serde(rename = "type")]
    ceremony: String,
    challenge: String,
    origin: String,
    #[serde(rename = "crossOrigin", default)]
    cross_origin: bool,
    /// Present only in frames on other sites.
    #[serde(rename = "topOrigin", default)]
    top_origin: Option<IgnoredAny>,
}

/// Checks that the browser ran this ceremony, on the site itself.
///
/// # Errors
/// Fails if it did not, or if the JSON is malformed.
pub(super) fn check(json: &[u8], ceremony: Ceremony, expected: &Expected<'_>) -> Result<(), WebAuthnError> {
    let data: ClientData =
        serde_json::from_slice(json).map_err(|_| WebAuthnError::Malformed("clientDataJSON"))?;
    if data.ceremony != ceremony.client_data_type() {
        return Err(WebAuthnError::Ceremony);
    }
    if data.challenge != expected.challenge {
        return Err(WebAuthnError::Challenge);
    }
    let is_framed = data.cross_origin || data.top_origin.is_some();
    if is_framed || !expected.relying_party.is_origin(&data.origin) {
        return Err(WebAuthnError::Origin);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{config::Origin, provider::webauthn::Passkey};

    fn checked(json: &str) -> Result<(), WebAuthnError> {
        let origin = Origin::parse("https://example.org").unwrap();
        let passkey = Passkey::new();
        let expected = Expected { challenge: "abc", relying_party: passkey.relying_party(&origin) };
        check(json.as_bytes(), Ceremony::Authentication, &expected)
    }

    #[test]
    fn only_the_expected_ceremony_passes() {
        let data = |kind, challenge, origin, more| {
            checked(&format!(
                r#"{{"type":"webauthn.{kind}","challenge":"{challenge}","origin":"{origin}"{more}}}"#
            ))
        };
        let origin = "https://example.org";
        assert_eq!(data("get", "abc", origin, ""), Ok(()));
        assert_eq!(data("get", "abc", origin, r#","crossOrigin":false,"other":{"a":[1]}"#), Ok(()));
        assert_eq!(data("create", "abc", origin, ""), Err(WebAuthnError::Ceremony));
        assert_eq!(data("get", "abC", origin, ""), Err(WebAuthnError::Challenge));
        for framed in [r#","crossOrigin":true"#, r#","crossOrigin":false,"topOrigin":"https://evil.example""#]
        {
            assert_eq!(data("get", "abc", origin, framed), Err(WebAuthnError::Origin), "{framed}");
        }
        for other in ["http://example.org", "https://example.org:444", "https://sub.example.org", "", "null"]
        {
            assert_eq!(data("get", "abc", other, ""), Err(WebAuthnError::Origin), "{other}");
        }
    }

    #[test]
    fn anything_but_client_data_is_malformed() {
        let malformed = Err(WebAuthnError::Malformed("clientDataJSON"));
        for json in [
            "",
            "null",
            "[]",
            "{}",
            r#"{"type":1,"challenge":"abc","origin":"https://example.org"}"#,
            r#"{"type":"webauthn.get","challenge":"abc","origin":"https://example.org","origin":"x"}"#,
        ] {
            assert_eq!(checked(json), malformed, "{json}");
        }
    }
}
