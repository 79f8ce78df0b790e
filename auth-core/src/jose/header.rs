//! The protected header of a token, as far as it is needed.

use serde_json::{Map, Value};

use super::{JoseError, decode};
use crate::json;

/// The members of a protected header.
pub(super) struct Header(Map<String, Value>);

impl Header {
    /// Parses an encoded header. Critical extensions (RFC 7515 section 4.1.11) and compression (RFC 7516
    /// section 4.1.3) are rejected, because neither is supported. Compression would let a small token grow
    /// very large.
    pub(super) fn parse(encoded: &str) -> Result<Self, JoseError> {
        let members: Map<String, Value> = json::read(&decode(encoded)?).map_err(|_| JoseError::Malformed)?;
        if members.contains_key("crit") || members.contains_key("zip") {
            return Err(JoseError::Unsupported);
        }
        Ok(Self(members))
    }

    /// Returns a member that is a string.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_str()
    }

    /// Returns a member of any type.
    #[cfg(feature = "oauth")]
    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// Returns `true` if there is a member of this name.
    #[cfg(feature = "signed")]
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Returns the `kid`, if there is one. A `kid` that is not a string belongs to no key.
    pub(super) fn kid(&self) -> Result<Option<&str>, JoseError> {
        match self.0.get("kid") {
            None => Ok(None),
            Some(Value::String(kid)) => Ok(Some(kid)),
            Some(_) => Err(JoseError::UnknownKey),
        }
    }

    /// Checks that `iss`, `sub` and `aud` equal the claims if a JWE's header repeats them (RFC 7519 section
    /// 5.3).
    pub(super) fn check_repeated_claims(&self, payload: &[u8]) -> Result<(), JoseError> {
        let repeated = ["iss", "sub", "aud"].map(|name| Some((name, self.0.get(name)?)));
        if repeated.iter().all(Option::is_none) {
            return Ok(());
        }
        let claims: Map<String, Value> = json::read(payload).map_err(|_| JoseError::Claims)?;
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
    fn a_kid_is_a_string_or_absent() {
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
