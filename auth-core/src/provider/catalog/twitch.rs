//! Twitch.

use serde_json::Value;

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, StandardClaims, TokenSet},
    provider::oauth::{ClientAuthMethod, Definition, ProfileUser, TokenAnswer, UserProfile, Vendor},
};

vendor! {
    /// Twitch. Variables: `AUTH_TWITCH_ID`, `AUTH_TWITCH_SECRET`.
    ///
    /// Register `…/auth/callback/twitch` as OAuth redirect URL of a confidential client at
    /// <https://dev.twitch.tv/console/apps>.
    Twitch
}

/// Twitch puts no more into ID tokens than it is asked for.
const CLAIMS: &str =
    r#"{"id_token":{"email":null,"email_verified":null,"picture":null,"preferred_username":null}}"#;

impl Vendor for Twitch {
    type Profile = StandardClaims;

    fn definition() -> Definition {
        Definition::oidc("twitch", "Twitch")
            .issuer("https://id.twitch.tv/oauth2")
            .scope("openid user:read:email")
            .authorization_param("claims", CLAIMS)
            .client_auth(ClientAuthMethod::Post)
            .brand_color(Color::rgb(0x65, 0x45, 0x9b))
    }

    async fn user(profile: StandardClaims, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        profile.user()
    }

    /// Scopes come as a list, and errors in a form of Twitch's own: `{"status": 400, "message": …}`.
    fn conform(answer: &mut TokenAnswer) {
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
            Some(Value::Array(scopes)) => {
                scopes.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" ")
            }
            _ => return,
        };
        members.insert("scope".to_owned(), scope.into());
    }
}

#[cfg(test)]
mod tests {
    use http::StatusCode;
    use serde_json::json;

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile = json!({
            "sub": "7", "preferred_username": "ada", "email": "ada@example.test", "email_verified": true,
            "picture": "https://img.test/7",
        });
        let sign_in = SignIn::new(Twitch::new("client", "secret"), profile)
            .token("scope", json!(["openid", "user:read:email"]));
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://id.twitch.tv/oauth2/authorize?scope=openid+user%3Aread%3Aemail\
                    &claims=%7B%22id_token%22%3A%7B%22email%22%3Anull%2C%22email_verified%22%3Anull\
                    %2C%22picture%22%3Anull%2C%22preferred_username%22%3Anull%7D%7D pkce",
                "POST https://id.twitch.tv/oauth2/token post",
                "user 7 | ada | ada@example.test (verified) | https://img.test/7",
            ]
        );
    }

    #[test]
    fn answers_are_conformed() {
        let conformed = |status, body| {
            let mut answer = TokenAnswer { status, body, challenged: false };
            Twitch::conform(&mut answer);
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
