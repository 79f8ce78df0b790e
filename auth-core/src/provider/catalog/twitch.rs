//! Twitch.

use super::prelude::*;

vendor! {
    /// Twitch. Variables: `AUTH_TWITCH_ID`, `AUTH_TWITCH_SECRET`.
    ///
    /// Register `…/auth/callback/twitch` as an OAuth redirect URL of a confidential client at
    /// <https://dev.twitch.tv/console/apps>.
    Twitch: StandardClaims = Definition::oidc("twitch", "Twitch")
        .issuer("https://id.twitch.tv/oauth2").scope("openid user:read:email")
        .authorization_param("claims", CLAIMS)
        .client_auth(ClientAuthMethod::Post).brand_color(Color::rgb(0x65, 0x45, 0x9b));
    conform = standardize;
}

/// The claims that Twitch includes in ID tokens only on request.
const CLAIMS: &str =
    r#"{"id_token":{"email":null,"email_verified":null,"picture":null,"preferred_username":null}}"#;

/// Joins the list of scopes, and converts errors from Twitch's own form: `{"status": 400, "message": …}`.
fn standardize(answer: &mut TokenAnswer) {
    let failed = !answer.status.is_success();
    let Value::Object(members) = &mut answer.body else { return };
    if failed && !members.get("error").is_some_and(Value::is_string) {
        members.insert("error".to_owned(), "invalid_request".into());
        if let Some(message) = members.remove("message") {
            members.insert("error_description".to_owned(), message);
        }
    }
    let scope = match members.remove("scope") {
        Some(Value::String(scope)) => scope,
        Some(Value::Array(scopes)) => scopes.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
        _ => return,
    };
    members.insert("scope".to_owned(), scope.into());
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::StatusCode;
    use serde_json::json;

    use super::*;

    #[test]
    fn answers_are_conformed() {
        let conformed = |status, body| {
            let mut answer = TokenAnswer { body, ..TokenAnswer::new(status, false, Bytes::new()) };
            standardize(&mut answer);
            answer.body
        };
        let refused = json!({ "status": 400, "message": "Invalid authorization code" });
        assert_eq!(
            conformed(StatusCode::BAD_REQUEST, refused),
            json!({
                "status": 400, "error": "invalid_request", "error_description": "Invalid authorization code",
            })
        );
        let standard = json!({ "error": "invalid_grant", "message": "gone" });
        assert_eq!(conformed(StatusCode::BAD_REQUEST, standard.clone()), standard);
        assert_eq!(conformed(StatusCode::OK, json!({ "scope": { "a": 1 } })), json!({}));
        assert_eq!(conformed(StatusCode::OK, json!({ "scope": "openid" })), json!({ "scope": "openid" }));
    }
}
