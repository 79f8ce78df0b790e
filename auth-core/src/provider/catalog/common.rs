//! What several vendors need: names in parts, flags as texts, tokens without a type.

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::provider::oauth::TokenAnswer;

/// The parts of a name with spaces between them, without those that are missing or empty.
pub(super) fn full_name<const N: usize>(parts: [Option<String>; N]) -> Option<String> {
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// Reads a flag that is a boolean, the text of one, or `1`. Anything else says nothing.
pub(super) fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::Bool(flag) => Some(flag),
        Value::Number(number) => number.as_u64().map(|number| number == 1),
        Value::String(text) => Some(matches!(&*text, "true" | "1")),
        _ => None,
    })
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
    fn flags_are_read_from_texts() {
        for (json, expected) in [
            (json!(true), Some(true)),
            (json!("true"), Some(true)),
            (json!("false"), Some(false)),
            (json!(null), None),
        ] {
            assert_eq!(flag(json).unwrap(), expected);
        }
    }

    #[test]
    fn a_type_of_the_vendor_stays() {
        let conformed = |body| {
            let mut answer = TokenAnswer { status: StatusCode::OK, body };
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
