//! The protected header of a token, as far as it has to be read.

use super::{JoseError, decode};
use serde_json::{Map, Value};

/// The members of a protected header.
pub(super) struct Header(Map<String, Value>);

impl Header {
    /// Reads an encoded header. One that names critical extensions (RFC 7515 section 4.1.11) or compression
    /// (RFC 7516 section 4.1.3, a way to blow tokens up) is refused: none of them is supported.
    pub(super) fn parse(encoded: &str) -> Result<Self, JoseError> {
        let members: Map<String, Value> =
            serde_json::from_slice(&decode(encoded)?).map_err(|_| JoseError::Malformed)?;
        if members.contains_key("crit") || members.contains_key("zip") {
            return Err(JoseError::Unsupported);
        }
        Ok(Self(members))
    }

    /// A member that is a text.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_str()
    }

    /// Whether there is such a member.
    #[cfg(feature = "signed")]
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// The `kid`, if there is one. One that is not a text belongs to no key.
    pub(super) fn kid(&self) -> Result<Option<&str>, JoseError> {
        match self.0.get("kid") {
            None => Ok(None),
            Some(Value::String(kid)) => Ok(Some(kid)),
            Some(_) => Err(JoseError::UnknownKey),
        }
    }

    /// `iss`, `sub` and `aud` may be repeated in a JWE's header, but only unchanged (RFC 7519 section 5.3).
    pub(super) fn check_repeated_claims(&self, payload: &[u8]) -> Result<(), JoseError> {
        let repeated = ["iss", "sub", "aud"].map(|name| Some((name, self.0.get(name)?)));
        if repeated.iter().all(Option::is_none) {
            return Ok(());
        }
        let claims: Map<String, Value> = serde_json::from_slice(payload).map_err(|_| JoseError::Claims)?;
        let equal = repeated.iter().flatten().all(|(name, value)| claims.get(*name) == Some(*value));
        if equal { Ok(()) } else { Err(JoseError::HeaderClaims) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::encode;

    fn header(json: &str) -> Result<Header, JoseError> {
        Header::parse(&encode(json))
    }

    #[test]
    fn a_header_is_a_json_object_without_extensions() {
        assert_eq!(header(r#"{"alg":"dir"}"#).ok().unwrap().text("alg"), Some("dir"));
        assert_eq!(header(r#"{"alg":1}"#).ok().unwrap().text("alg"), None);
        for json in ["", "[]", r#"["dir"]"#, "null", r#""dir""#, r#"{"alg":"dir""#, "{}{}"] {
            assert_eq!(header(json).err(), Some(JoseError::Malformed), "{json}");
        }
        for json in [r#"{"zip":"DEF"}"#, r#"{"crit":["exp"]}"#, r#"{"crit":null}"#] {
            assert_eq!(header(json).err(), Some(JoseError::Unsupported), "{json}");
        }
    }

    #[test]
    fn a_kid_is_a_text_or_absent() {
        assert_eq!(header(r#"{"kid":"a"}"#).ok().unwrap().kid(), Ok(Some("a")));
        assert_eq!(header("{}").ok().unwrap().kid(), Ok(None));
        assert_eq!(header(r#"{"kid":null}"#).ok().unwrap().kid(), Err(JoseError::UnknownKey));
    }

    #[test]
    fn repeated_claims_must_be_equal() {
        let check =
            |json, payload: &str| header(json).and_then(|h| h.check_repeated_claims(payload.as_bytes()));
        assert_eq!(check("{}", "not read"), Ok(()));
        assert_eq!(check(r#"{"sub":"1","aud":["a"]}"#, r#"{"aud":["a"],"sub":"1"}"#), Ok(()));
        assert_eq!(check(r#"{"sub":"1"}"#, r#"{"sub":"2"}"#), Err(JoseError::HeaderClaims));
        assert_eq!(check(r#"{"iss":"i"}"#, "{}"), Err(JoseError::HeaderClaims));
        assert_eq!(check(r#"{"iss":null}"#, "{}"), Err(JoseError::HeaderClaims));
        assert_eq!(check(r#"{"aud":"a"}"#, r#"{"aud":["a"]}"#), Err(JoseError::HeaderClaims));
        assert_eq!(check(r#"{"iss":"i"}"#, "[]"), Err(JoseError::Claims));
    }
}
