//! Helpers for several providers: names in parts, flags and IDs in various forms, tokens without a type.

use serde::{Deserialize, Deserializer, de::Error};
use serde_json::Value;

use crate::provider::oauth::TokenAnswer;

/// Joins the parts of a name with spaces and skips missing and empty parts.
pub(super) fn full_name<const N: usize>(parts: [Option<String>; N]) -> Option<String> {
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// Reads a flag that is a boolean, a number or a string. Any other value is `None`.
pub(super) fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::Bool(flag) => Some(flag),
        Value::Number(number) => Some(number.as_u64() == Some(1)),
        Value::String(string) => Some(matches!(&*string, "true" | "1")),
        _ => None,
    })
}

/// Reads an ID that is a string or a number.
pub(super) fn id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    match Value::deserialize(deserializer)? {
        Value::String(string) if !string.is_empty() => Ok(string),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err(D::Error::custom("an ID must be a string or a number")),
    }
}

/// Adds a member to a profile, which is a JSON object.
pub(super) fn insert(profile: &mut Value, name: &str, value: impl Into<Value>) {
    if let Value::Object(members) = profile {
        members.insert(name.to_owned(), value.into());
    }
}

/// Adds the token type `bearer`, which OAuth 2.0 requires (RFC 6749 section 5.1), if it is missing.
pub(super) fn bearer_by_default(answer: &mut TokenAnswer) {
    if let Value::Object(members) = &mut answer.body {
        let kind = members.entry("token_type").or_insert(Value::Null);
        if kind.as_str().is_none_or(|kind| kind.trim().is_empty()) {
            *kind = "bearer".into();
        }
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::StatusCode;
    use serde_json::json;

    use super::*;

    #[test]
    fn missing_parts_of_a_name_leave_no_space() {
        let part = |part: &str| Some(part.to_owned());
        assert_eq!(full_name([part("Ada"), part("Lovelace")]), part("Ada Lovelace"));
        assert_eq!(full_name([part(""), None, part("Lovelace")]), part("Lovelace"));
        assert_eq!(full_name([None, part("")]), None);
    }

    #[test]
    fn flags_are_read_from_strings_and_numbers() {
        for (json, expected) in [
            (json!(true), Some(true)),
            (json!("true"), Some(true)),
            (json!("false"), Some(false)),
            (json!(1), Some(true)),
            (json!("1"), Some(true)),
            (json!(0), Some(false)),
            (json!(null), None),
        ] {
            assert_eq!(flag(json).unwrap(), expected);
        }
    }

    #[test]
    fn ids_are_strings_or_numbers() {
        assert_eq!(id(json!("a1")).unwrap(), "a1");
        assert_eq!(id(json!(583231)).unwrap(), "583231");
        for none in [json!(""), json!(null), json!(true), json!({})] {
            assert!(id(none).is_err());
        }
    }

    #[test]
    fn an_existing_token_type_stays() {
        let conformed = |body| {
            let mut answer = TokenAnswer { body, ..TokenAnswer::new(StatusCode::OK, false, Bytes::new()) };
            bearer_by_default(&mut answer);
            answer.body
        };
        assert_eq!(
            conformed(json!({ "access_token": "a" })),
            json!({ "access_token": "a", "token_type": "bearer" })
        );
        for odd in [json!(null), json!(" "), json!(7)] {
            assert_eq!(conformed(json!({ "token_type": odd })), json!({ "token_type": "bearer" }));
        }
        assert_eq!(conformed(json!({ "token_type": "dpop" })), json!({ "token_type": "dpop" }));
        assert_eq!(conformed(json!(null)), json!(null));
    }
}
