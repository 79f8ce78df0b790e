//! The token request (RFC 6749 sections 4.1.3 and 6), and the reading of its response.

use bytes::Bytes;
use http::{
    HeaderValue, Request, StatusCode,
    header::{ACCEPT, CONTENT_TYPE, WWW_AUTHENTICATE},
};
use serde_json::{Map, Value};

use super::{
    client_auth::{ClientAuthContext, authenticate},
    credential::Credential,
    definition::Text,
    error::OAuthError,
    runtime::OAuth,
    template::fill,
    vendor::TokenAnswer,
};
use crate::{
    contract::{Secret, TokenSet, UnixTime},
    http::{HttpClient, send},
    random::Random,
};

/// The authorization code, with the values that are sent alongside it.
pub(crate) struct Grant<'g> {
    pub(crate) code: &'g str,
    pub(crate) redirect_uri: &'g str,
    pub(crate) code_verifier: Option<&'g Secret>,
}

/// The tokens, with the response that contains them.
pub(crate) struct Tokens {
    pub(crate) set: TokenSet,
    pub(crate) response: Map<String, Value>,
}

impl OAuth {
    /// Exchanges a code for tokens.
    pub(super) async fn exchange(
        &self,
        http: &dyn HttpClient,
        grant: &Grant<'_>,
        (issuer, token_endpoint): (&str, &str),
        now: UnixTime,
        random: &dyn Random,
    ) -> Result<Tokens, OAuthError> {
        let context = ClientAuthContext { client_id: &self.client_id, issuer, token_endpoint, now, random };
        let mut fields = vec![("redirect_uri", grant.redirect_uri), ("code", grant.code)];
        fields.extend(grant.code_verifier.map(|verifier| ("code_verifier", verifier.expose())));
        fields.push(("grant_type", "authorization_code"));
        self.request_tokens(http, self.token_request(&fields, Some(grant.code), &context)?, now).await
    }

    /// Exchanges a refresh token for tokens. The refresh token, the scope and the session state stay as they
    /// were if the response does not contain them. An ID token in the response must be valid and belong to the same
    /// user. The one of the sign-in is kept, since the new one signs in no user.
    pub(crate) async fn refresh(
        &self,
        http: &dyn HttpClient,
        (before, refresh_token): (&TokenSet, &Secret),
        now: UnixTime,
        random: &dyn Random,
    ) -> Result<TokenSet, OAuthError> {
        let metadata = self.metadata(http, now).await?;
        let context = ClientAuthContext {
            client_id: &self.client_id,
            issuer: metadata.issuer.as_deref().unwrap_or_default(),
            token_endpoint: self.token_endpoint(&metadata)?,
            now,
            random,
        };
        let fields = [("grant_type", "refresh_token"), ("refresh_token", refresh_token.expose())];
        let fresh = self.request_tokens(http, self.token_request(&fields, None, &context)?, now).await?.set;
        self.check_refreshed(http, (before, &fresh), now).await?;
        Ok(TokenSet {
            refresh_token: fresh.refresh_token.or_else(|| Some(refresh_token.clone())),
            id_token: before.id_token.clone(),
            scope: fresh.scope.or_else(|| before.scope.clone()),
            session_state: fresh.session_state.or_else(|| before.session_state.clone()),
            ..fresh
        })
    }

    /// Sends a token request and reads the tokens from its response.
    async fn request_tokens(
        &self,
        http: &dyn HttpClient,
        request: Request<Bytes>,
        now: UnixTime,
    ) -> Result<Tokens, OAuthError> {
        let answer = send(http, request).await?;
        let mut answer = TokenAnswer {
            status: answer.status(),
            challenged: answer.headers().contains_key(WWW_AUTHENTICATE),
            body: serde_json::from_slice(answer.body()).unwrap_or_default(),
        };
        self.hooks.conform(&mut answer);
        read(answer, now)
    }

    /// Builds a request with these fields and the parameters of the definition. A refresh has no code.
    fn token_request(
        &self,
        fields: &[(&str, &str)],
        code: Option<&str>,
        context: &ClientAuthContext<'_>,
    ) -> Result<Request<Bytes>, OAuthError> {
        let mut form: Vec<_> =
            fields.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect();
        let mut request = Request::post("/").body(Bytes::new())?;
        let headers = request.headers_mut();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("application/x-www-form-urlencoded;charset=UTF-8"),
        );
        authenticate(context, &self.credential, self.client_auth, &mut form, headers)?;
        for (name, value) in self.filled(&self.token_params, code)? {
            match form.iter_mut().find(|(earlier, _)| *earlier == name) {
                Some((_, earlier)) => *earlier = value,
                None => form.push((name, value)),
            }
        }
        let query = encode(&self.filled(&self.token_query, code)?);
        let separator = match (query.is_empty(), context.token_endpoint.contains('?')) {
            (true, _) => "",
            (false, true) => "&",
            (false, false) => "?",
        };
        let url = format!("{}{separator}{query}", context.token_endpoint);
        *request.uri_mut() = url.parse().map_err(http::Error::from)?;
        *request.body_mut() = encode(&form).into();
        Ok(request)
    }

    /// Returns parameters of the definition, with the secret and the code filled in. Without a code, the
    /// parameters about it are left out.
    fn filled(
        &self,
        params: &[(Text, Text)],
        code: Option<&str>,
    ) -> Result<Vec<(String, String)>, OAuthError> {
        let value = |name: &str| match (name, &self.credential) {
            ("code", _) => code.map(str::to_owned),
            ("client_secret", Credential::Secret(secret)) => Some(secret.expose().to_owned()),
            _ => None,
        };
        let pair = |(name, template): &(Text, Text)| {
            let filled = fill(template, value).map_err(|name| OAuthError::Placeholder(name.to_owned()))?;
            Ok((name.clone().into_owned(), filled))
        };
        let fits = |(name, template): &&(Text, Text)| {
            code.is_some() || name != "grant_type" && !template.contains("{code}")
        };
        params.iter().filter(fits).map(pair).collect()
    }
}

fn encode(pairs: &[(String, String)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// Reads the response (RFC 6749 sections 5.1 and 5.2).
fn read(answer: TokenAnswer, now: UnixTime) -> Result<Tokens, OAuthError> {
    let Value::Object(response) = answer.body else {
        return Err(match answer.status {
            StatusCode::OK => OAuthError::Json { what: "token endpoint" },
            status => OAuthError::Status { what: "token endpoint", status },
        });
    };
    if let Some(error) = response.get("error").and_then(Value::as_str) {
        let description = response.get("error_description").and_then(Value::as_str).map(str::to_owned);
        return Err(OAuthError::Refused { error: error.to_owned(), description });
    }
    if answer.status != StatusCode::OK || answer.challenged {
        return Err(OAuthError::Status { what: "token endpoint", status: answer.status });
    }
    let set = token_set(&response, now)?;
    Ok(Tokens { set, response })
}

fn token_set(response: &Map<String, Value>, now: UnixTime) -> Result<TokenSet, OAuthError> {
    let string = |name: &'static str| match response.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(value)) if !value.is_empty() => Ok(Some(value.clone())),
        Some(_) => Err(OAuthError::Tokens(name)),
    };
    let token_type = string("token_type")?.ok_or(OAuthError::Tokens("token_type"))?.to_ascii_lowercase();
    if !matches!(&*token_type, "bearer" | "dpop") {
        return Err(OAuthError::Tokens("token_type"));
    }
    let scope = match response.get("scope") {
        None | Some(Value::Null) => None,
        Some(Value::String(scope)) => Some(scope.clone()),
        Some(_) => return Err(OAuthError::Tokens("scope")),
    };
    Ok(TokenSet {
        access_token: Some(string("access_token")?.ok_or(OAuthError::Tokens("access_token"))?.into()),
        refresh_token: string("refresh_token")?.map(Secret::from),
        id_token: string("id_token")?.map(Secret::from),
        token_type: Some(token_type),
        expires_at: expires_in(response)?.map(|secs| now + std::time::Duration::from_secs(secs)),
        scope,
        session_state: string("session_state")?,
    })
}

/// Reads the lifetime in seconds, a number or a string. Zero means that the lifetime is unknown.
fn expires_in(response: &Map<String, Value>) -> Result<Option<u64>, OAuthError> {
    let secs = match response.get("expires_in") {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::Number(secs)) => secs.as_f64(),
        Some(Value::String(secs)) => secs.parse().ok(),
        Some(_) => None,
    };
    match secs {
        Some(secs) if secs >= 0.0 && secs.is_finite() => Ok(Some(secs as u64).filter(|secs| *secs > 0)),
        _ => Err(OAuthError::Tokens("expires_in")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{
        http::testing::{Scripted, block_on},
        provider::oauth::{ClientAuthMethod, Definition, IdentityProvider, OAuth2},
        random::SystemRandom,
    };

    const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);

    fn tokens(body: Value) -> Result<TokenSet, OAuthError> {
        read(TokenAnswer { status: StatusCode::OK, challenged: false, body }, NOW).map(|tokens| tokens.set)
    }

    #[test]
    fn a_full_response_is_read() {
        let set = tokens(json!({
            "access_token": "a", "token_type": "Bearer", "expires_in": "3600", "refresh_token": "r",
            "id_token": "i", "scope": "", "session_state": "s", "more": 1,
        }))
        .unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(set.access_token.as_ref().map(Secret::expose), Some("a"));
        assert_eq!(set.token_type.as_deref(), Some("bearer"));
        assert_eq!(set.expires_at, Some(UnixTime::from_secs(1_700_003_600)));
        assert_eq!(set.scope.as_deref(), Some(""));
        assert!(set.refresh_token.is_some() && set.id_token.is_some());
    }

    #[test]
    fn an_expiry_may_be_absent() {
        for body in [json!({}), json!({"expires_in": 0}), json!({"expires_in": null})] {
            let mut body = body;
            body["access_token"] = json!("a");
            body["token_type"] = json!("bearer");
            assert!(tokens(body).is_ok_and(|set| set.expires_at.is_none()));
        }
    }

    #[test]
    fn an_unusable_member_is_named() {
        for (member, value) in [
            ("access_token", json!("")),
            ("access_token", json!(1)),
            ("access_token", json!(null)),
            ("token_type", json!("mac")),
            ("token_type", json!(null)),
            ("expires_in", json!("soon")),
            ("expires_in", json!(-1)),
            ("refresh_token", json!("")),
            ("id_token", json!({})),
            ("scope", json!(["a"])),
        ] {
            let mut body = json!({ "access_token": "a", "token_type": "bearer" });
            body[member] = value;
            assert!(matches!(tokens(body), Err(OAuthError::Tokens(name)) if name == member), "{member}");
        }
        assert!(matches!(tokens(json!([])), Err(OAuthError::Json { .. })));
    }

    #[test]
    fn refusals_keep_their_reason() {
        let body = json!({ "error": "invalid_grant", "error_description": "gone" });
        let answer = TokenAnswer { status: StatusCode::BAD_REQUEST, challenged: true, body: body.clone() };
        let refused = read(answer, NOW);
        assert!(matches!(refused, Err(OAuthError::Refused { error, .. }) if error == "invalid_grant"));
        // Some providers refuse with status 200.
        assert!(matches!(tokens(body), Err(OAuthError::Refused { .. })));
        let body = json!({ "access_token": "a", "token_type": "bearer" });
        for (status, challenged) in
            [(StatusCode::CREATED, false), (StatusCode::OK, true), (StatusCode::FOUND, false)]
        {
            let refused = read(TokenAnswer { status, challenged, body: body.clone() }, NOW);
            assert!(matches!(refused, Err(OAuthError::Status { .. })));
        }
    }

    #[test]
    fn a_refresh_sends_what_the_definition_adds_but_nothing_about_the_code() {
        let definition = Definition::oauth("acme", "Acme")
            .authorization("https://acme.test/auth")
            .token("https://acme.test/token")
            .token_param("client_key", "{client_id}")
            .token_param("grant_type", "of the code")
            .token_param("assertion", "{code}")
            .token_query("secret", "{client_secret}")
            .client_auth(ClientAuthMethod::Custom);
        let provider = IdentityProvider::<()>::new(<OAuth2>::new(definition, "id", "s3cret"))
            .unwrap_or_else(|error| panic!("{error}"));
        let http = Scripted::new(|request| {
            assert_eq!(request.body(), "grant_type=refresh_token&refresh_token=r1&client_key=id");
            (200, r#"{"access_token":"a2","token_type":"bearer","expires_in":60}"#.to_owned())
        });
        let before = TokenSet {
            access_token: Some("a1".into()),
            id_token: Some("i1".into()),
            scope: Some("read".to_owned()),
            ..TokenSet::default()
        };
        let refresh_token = Secret::new("r1");
        let after = block_on(provider.refresh(&http, (&before, &refresh_token), NOW, &SystemRandom));
        let after = after.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(http.asked(), ["https://acme.test/token?secret=s3cret"]);
        assert_eq!(after.access_token.as_ref().map(Secret::expose), Some("a2"));
        assert!(after.refresh_token == Some(refresh_token) && after.id_token == before.id_token);
        assert_eq!((after.scope, after.expires_at), (before.scope, Some(UnixTime::from_secs(1_700_000_060))));
    }
}
