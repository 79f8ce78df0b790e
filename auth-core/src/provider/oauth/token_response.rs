//! The response of the token endpoint (RFC 6749 sections 5.1 and 5.2).

use std::time::Duration;

use serde_json::{Map, Value};

use super::{error::OAuthError, token_answer::TokenAnswer};
use crate::{
    contract::{Secret, TokenSet, UnixTime},
    json,
};

/// The tokens, with the response that contains them.
pub(crate) struct Tokens {
    pub(crate) set: TokenSet,
    pub(crate) response: Map<String, Value>,
}

/// Reads the response. An `error` that is no string, or an empty one, reports nothing.
pub(super) fn read(
    answer: TokenAnswer,
    now: UnixTime,
    bearer_by_default: bool,
) -> Result<Tokens, OAuthError> {
    let what = "token endpoint";
    let TokenAnswer { status, challenged, body, raw } = answer;
    let response = match body {
        Value::Object(response) => response,
        _ if !status.is_success() => return Err(OAuthError::Status { what, status }),
        _ => {
            json::read::<Map<String, Value>>(&raw).map_err(|cause| OAuthError::Json { what, cause })?;
            return Err(OAuthError::Object { what, pointer: String::new() });
        }
    };
    if let Some(error) = string(&response, "error") {
        let description = string(&response, "error_description").map(str::to_owned);
        return Err(OAuthError::Refused { error: error.to_owned(), description });
    }
    if !status.is_success() || challenged {
        return Err(OAuthError::Status { what, status });
    }
    let set = token_set(&response, now, bearer_by_default)?;
    Ok(Tokens { set, response })
}

/// Returns a member that is a string and not blank. Anything else counts as absent.
fn string<'r>(response: &'r Map<String, Value>, name: &str) -> Option<&'r str> {
    response.get(name)?.as_str().filter(|string| !string.trim().is_empty())
}

/// Reads the tokens. Only the access token and its type are needed: whatever else is odd counts as absent.
fn token_set(
    response: &Map<String, Value>,
    now: UnixTime,
    bearer_by_default: bool,
) -> Result<TokenSet, OAuthError> {
    let access_token = string(response, "access_token").ok_or(OAuthError::Tokens("access_token"))?;
    let token_type = match string(response, "token_type") {
        Some(kind) => kind.trim().to_ascii_lowercase(),
        None if bearer_by_default => "bearer".to_owned(),
        None => return Err(OAuthError::Tokens("token_type")),
    };
    if !matches!(&*token_type, "bearer" | "dpop") {
        return Err(OAuthError::Tokens("token_type"));
    }
    Ok(TokenSet {
        access_token: Some(access_token.into()),
        refresh_token: string(response, "refresh_token").map(Secret::from),
        id_token: string(response, "id_token").map(Secret::from),
        token_type: Some(token_type),
        expires_at: expires_in(response).map(|lifetime| now + lifetime),
        scope: scope(response),
        session_state: match response.get("session_state") {
            Some(Value::Number(number)) => Some(number.to_string()),
            _ => string(response, "session_state").map(str::to_owned),
        },
    })
}

/// Reads the granted scopes: a string, or a list of strings.
fn scope(response: &Map<String, Value>) -> Option<String> {
    match response.get("scope") {
        Some(Value::Array(scopes)) => {
            let scopes = scopes.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" ");
            Some(scopes).filter(|scopes| !scopes.trim().is_empty())
        }
        _ => string(response, "scope").map(str::to_owned),
    }
}

/// Reads the lifetime in seconds, a number or a string. It is unknown if it is zero or cannot be read.
fn expires_in(response: &Map<String, Value>) -> Option<Duration> {
    let secs = match response.get("expires_in")? {
        Value::Number(secs) => secs.as_f64(),
        Value::String(secs) => secs.trim().parse().ok(),
        _ => None,
    };
    let secs = secs.filter(|secs: &f64| secs.is_finite() && *secs >= 1.0)?;
    Some(Duration::from_secs(secs as u64))
}

#[cfg(test)]
mod tests {
    use http::StatusCode;
    use serde_json::json;

    use super::*;

    const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);

    fn answer(status: u16, challenged: bool, body: &Value) -> TokenAnswer {
        let status = StatusCode::from_u16(status).unwrap();
        TokenAnswer::new(status, challenged, body.to_string().into())
    }

    fn tokens(body: Value) -> Result<TokenSet, OAuthError> {
        read(answer(200, false, &body), NOW, false).map(|tokens| tokens.set)
    }

    /// Reads a good response with one member changed.
    fn with(member: &str, value: Value) -> Result<TokenSet, OAuthError> {
        let mut body = json!({ "access_token": "a", "token_type": "bearer", "expires_in": 60 });
        body[member] = value;
        tokens(body)
    }

    #[test]
    fn a_full_response_is_read() {
        let set = tokens(json!({
            "access_token": "a", "token_type": "Bearer", "expires_in": "3600", "refresh_token": "r",
            "id_token": "i", "scope": "read write", "session_state": "s", "more": 1,
        }))
        .unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(set.access_token.as_ref().map(Secret::expose), Some("a"));
        assert_eq!(set.token_type.as_deref(), Some("bearer"));
        assert_eq!(set.expires_at, Some(UnixTime::from_secs(1_700_003_600)));
        assert_eq!(set.scope.as_deref(), Some("read write"));
        assert!(set.refresh_token.is_some() && set.id_token.is_some());
        assert_eq!(set.session_state.as_deref(), Some("s"));
    }

    #[test]
    fn a_lifetime_is_a_number_in_any_form() {
        for (value, secs) in [
            (json!(3600), Some(3600)),
            (json!(3600.7), Some(3600)),
            (json!("3600"), Some(3600)),
            (json!("3600 "), Some(3600)),
            (json!(0), None),
            (json!(null), None),
            (json!(-1), None),
            (json!("soon"), None),
            (json!("inf"), None),
            (json!(true), None),
            (json!([3600]), None),
        ] {
            let set = with("expires_in", value.clone()).unwrap_or_else(|error| panic!("{value}: {error}"));
            assert_eq!(set.expires_at, secs.map(|secs| NOW + Duration::from_secs(secs)), "{value}");
        }
        let longest = with("expires_in", json!(1e300)).unwrap_or_else(|error| panic!("{error}"));
        assert!(longest.expires_at.is_some());
    }

    #[test]
    fn what_is_not_needed_is_ignored_when_it_is_odd() {
        let odd = [json!(null), json!(""), json!(" "), json!({}), json!([]), json!(true)];
        for member in ["refresh_token", "id_token", "scope", "session_state", "error", "error_description"] {
            for value in &odd {
                let set =
                    with(member, value.clone()).unwrap_or_else(|error| panic!("{member} {value}: {error}"));
                let TokenSet { refresh_token, id_token, scope, session_state, .. } = set;
                let absent = refresh_token.is_none() && id_token.is_none() && scope.is_none();
                assert!(absent && session_state.is_none(), "{member} {value}");
            }
        }
        assert_eq!(with("session_state", json!(7)).ok().unwrap().session_state.as_deref(), Some("7"));
        assert_eq!(with("scope", json!(["a", 1, "b"])).ok().unwrap().scope.as_deref(), Some("a b"));
        assert_eq!(with("token_type", json!("Bearer ")).ok().unwrap().token_type.as_deref(), Some("bearer"));
    }

    #[test]
    fn an_unusable_member_is_named() {
        for (member, value) in [
            ("access_token", json!("")),
            ("access_token", json!(" ")),
            ("access_token", json!(1)),
            ("access_token", json!(null)),
            ("token_type", json!("mac")),
            ("token_type", json!("")),
            ("token_type", json!(null)),
        ] {
            let error = with(member, value).err().unwrap();
            assert!(error.to_string().contains(&format!("`{member}`")), "{error}");
        }
        assert!(matches!(tokens(json!([])), Err(OAuthError::Json { .. } | OAuthError::Object { .. })));
    }

    #[test]
    fn a_missing_type_is_bearer_if_the_definition_says_so() {
        for kind in [json!(null), json!(""), json!(7)] {
            let body = json!({ "access_token": "a", "token_type": kind });
            let set = read(answer(200, false, &body), NOW, true).ok().unwrap().set;
            assert_eq!(set.token_type.as_deref(), Some("bearer"));
        }
        let other = json!({ "access_token": "a", "token_type": "mac" });
        assert!(read(answer(200, false, &other), NOW, true).is_err());
    }

    #[test]
    fn refusals_keep_their_reason() {
        let body = json!({ "error": "invalid_grant", "error_description": "gone" });
        let refused = read(answer(400, true, &body), NOW, false);
        assert!(matches!(refused, Err(OAuthError::Refused { error, .. }) if error == "invalid_grant"));
        // Some providers refuse with status 200.
        assert!(matches!(tokens(body), Err(OAuthError::Refused { .. })));
        let body = json!({ "access_token": "a", "token_type": "bearer" });
        for (status, challenged) in [(200, true), (302, false), (400, false), (500, false)] {
            let refused = read(answer(status, challenged, &body), NOW, false);
            assert!(matches!(refused, Err(OAuthError::Status { .. })));
        }
        assert!(read(answer(201, false, &body), NOW, false).is_ok(), "any success");
    }
}
