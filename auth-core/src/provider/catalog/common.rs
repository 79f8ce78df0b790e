//! What several vendors need: names in parts, flags and ids in many forms, tokens without a type.

use serde::{Deserialize, Deserializer, de::Error};
use serde_json::Value;

use crate::provider::oauth::TokenAnswer;

/// The parts of a name with spaces between them, without those that are missing or empty.
pub(super) fn full_name<const N: usize>(parts: [Option<String>; N]) -> Option<String> {
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// Reads a flag that is a boolean, a number or a text. Anything else says nothing.
pub(super) fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::Bool(flag) => Some(flag),
        Value::Number(number) => Some(number.as_u64() == Some(1)),
        Value::String(text) => Some(matches!(&*text, "true" | "1")),
        _ => None,
    })
}

/// Reads an id that is a text or a number.
pub(super) fn id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    match Value::deserialize(deserializer)? {
        Value::String(text) if !text.is_empty() => Ok(text),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err(D::Error::custom("an id is a text or a number")),
    }
}

/// Says of a token without a type that it is a bearer token, which OAuth 2.0 wants to be told (RFC 6749
/// section 5.1).
pub(super) fn bearer_by_default(answer: &mut TokenAnswer) {
    if let Value::Object(members) = &mut answer.body {
        members.entry("token_type").or_insert_with(|| "bearer".into());
    }
}

#[cfg(test)]
mod tests {
    use http::StatusCode;
    use serde_json::json;

    use super::*;

    #[test]
    fn missing_parts_of_a_name_leave_no_space() {
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(full_name([text("Ada"), text("Lovelace")]), text("Ada Lovelace"));
        assert_eq!(full_name([text(""), None, text("Lovelace")]), text("Lovelace"));
        assert_eq!(full_name([None, text("")]), None);
    }

    #[test]
    fn flags_are_read_from_texts_and_numbers() {
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
    fn ids_are_texts_or_numbers() {
        assert_eq!(id(json!("a1")).unwrap(), "a1");
        assert_eq!(id(json!(583231)).unwrap(), "583231");
        for none in [json!(""), json!(null), json!(true), json!({})] {
            assert!(id(none).is_err());
        }
    }

    #[test]
    fn a_type_of_the_vendor_stays() {
        let conformed = |body| {
            let mut answer = TokenAnswer { status: StatusCode::OK, challenged: false, body };
            bearer_by_default(&mut answer);
            answer.body
        };
        assert_eq!(
            conformed(json!({ "access_token": "a" })),
            json!({ "access_token": "a", "token_type": "bearer" })
        );
        assert_eq!(conformed(json!({ "token_type": "dpop" })), json!({ "token_type": "dpop" }));
        assert_eq!(conformed(json!(null)), json!(null));
    }
}
