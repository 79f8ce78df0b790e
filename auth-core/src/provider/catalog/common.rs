//! Helpers for several providers: names in parts, further requests, tokens without a type.

use serde_json::Value;

use crate::provider::oauth::{LookupError, TokenAnswer};

/// Joins the parts of a name with spaces and skips missing and empty parts.
pub(super) fn full_name<const N: usize>(parts: [Option<String>; N]) -> Option<String> {
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.trim().is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// Returns the response to a further request without which a sign-in goes on. A failure is logged.
pub(super) fn optional<T>(document: &str, response: Result<T, LookupError>) -> Option<T> {
    response
        .inspect_err(|error| {
            tracing::warn!(target: "auth", help = "profile_request", document, %error, "a further request for the profile failed");
        })
        .ok()
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
        assert_eq!(full_name([None, part(" ")]), None);
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
