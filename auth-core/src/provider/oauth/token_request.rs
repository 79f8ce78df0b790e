//! The token request (RFC 6749 section 4.1.3) and what is taken from its answer.

use bytes::Bytes;
use http::{
    HeaderValue, Request, StatusCode,
    header::{ACCEPT, CONTENT_TYPE, WWW_AUTHENTICATE},
};
use serde_json::{Map, Value};

use super::{
    client_auth::{Asking, authenticate},
    credential::Credential,
    definition::Text,
    error::OAuthError,
    runtime::OAuth,
    template::fill,
    vendor::TokenAnswer,
};
use crate::{
    Random, Secret, TokenSet, UnixTime,
    http::{HttpClient, send},
};

/// What is exchanged for tokens.
pub(crate) struct Grant<'g> {
    pub(crate) code: &'g str,
    pub(crate) redirect_uri: &'g str,
    pub(crate) code_verifier: Option<&'g Secret>,
}

/// Tokens with the answer in which they came.
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
        let asking = Asking { client_id: &self.client_id, issuer, token_endpoint, now, random };
        let answer = send(http, self.token_request(grant, &asking)?).await?;
        let challenged = answer.headers().contains_key(WWW_AUTHENTICATE);
        let mut answer = TokenAnswer {
            status: answer.status(),
            body: serde_json::from_slice(answer.body()).unwrap_or_default(),
        };
        self.vendor.conform(&mut answer);
        read(answer, challenged, now)
    }

    fn token_request(&self, grant: &Grant<'_>, asking: &Asking<'_>) -> Result<Request<Bytes>, OAuthError> {
        let mut form = vec![
            ("redirect_uri".to_owned(), grant.redirect_uri.to_owned()),
            ("code".to_owned(), grant.code.to_owned()),
        ];
        if let Some(verifier) = grant.code_verifier {
            form.push(("code_verifier".to_owned(), verifier.expose().to_owned()));
        }
        form.push(("grant_type".to_owned(), "authorization_code".to_owned()));
        let mut request = Request::post("/").body(Bytes::new())?;
        let headers = request.headers_mut();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("application/x-www-form-urlencoded;charset=UTF-8"),
        );
        authenticate(asking, &self.credential, self.client_auth, &mut form, headers)?;
        for (name, value) in self.filled(&self.token_params, grant)? {
            match form.iter_mut().find(|(earlier, _)| *earlier == name) {
                Some((_, earlier)) => *earlier = value,
                None => form.push((name, value)),
            }
        }
        let query = encode(&self.filled(&self.token_query, grant)?);
        let separator = match (query.is_empty(), asking.token_endpoint.contains('?')) {
            (true, _) => "",
            (false, true) => "&",
            (false, false) => "?",
        };
        let url = format!("{}{separator}{query}", asking.token_endpoint);
        *request.uri_mut() = url.parse().map_err(http::Error::from)?;
        *request.body_mut() = encode(&form).into();
        Ok(request)
    }

    /// Parameters of the definition, with the secret and the code in their places.
    fn filled(
        &self,
        params: &[(Text, Text)],
        grant: &Grant<'_>,
    ) -> Result<Vec<(String, String)>, OAuthError> {
        let value = |name: &str| match (name, &self.credential) {
            ("code", _) => Some(grant.code.to_owned()),
            ("client_secret", Credential::Secret(secret)) => Some(secret.expose().to_owned()),
            _ => None,
        };
        let pair = |(name, text): &(Text, Text)| {
            let text = fill(text, value).map_err(|name| OAuthError::Placeholder(name.to_owned()))?;
            Ok((name.clone().into_owned(), text))
        };
        params.iter().map(pair).collect()
    }
}

fn encode(pairs: &[(String, String)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// Reads the answer (RFC 6749 sections 5.1 and 5.2).
fn read(answer: TokenAnswer, challenged: bool, now: UnixTime) -> Result<Tokens, OAuthError> {
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
    if answer.status != StatusCode::OK || challenged {
        return Err(OAuthError::Status { what: "token endpoint", status: answer.status });
    }
    let set = token_set(&response, now)?;
    Ok(Tokens { set, response })
}

fn token_set(response: &Map<String, Value>, now: UnixTime) -> Result<TokenSet, OAuthError> {
    let text = |name: &'static str| match response.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if !text.is_empty() => Ok(Some(text.clone())),
        Some(_) => Err(OAuthError::Tokens(name)),
    };
    let token_type = text("token_type")?.ok_or(OAuthError::Tokens("token_type"))?.to_ascii_lowercase();
    if !matches!(&*token_type, "bearer" | "dpop") {
        return Err(OAuthError::Tokens("token_type"));
    }
    let scope = match response.get("scope") {
        None | Some(Value::Null) => None,
        Some(Value::String(scope)) => Some(scope.clone()),
        Some(_) => return Err(OAuthError::Tokens("scope")),
    };
    Ok(TokenSet {
        access_token: Some(text("access_token")?.ok_or(OAuthError::Tokens("access_token"))?.into()),
        refresh_token: text("refresh_token")?.map(Secret::from),
        id_token: text("id_token")?.map(Secret::from),
        token_type: Some(token_type),
        expires_at: expires_in(response)?.map(|secs| now + std::time::Duration::from_secs(secs)),
        scope,
        session_state: text("session_state")?,
    })
}

/// Seconds, as a number or the text of one. Zero says nothing.
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

    const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);

    fn tokens(body: Value) -> Result<TokenSet, OAuthError> {
        read(TokenAnswer { status: StatusCode::OK, body }, false, NOW).map(|tokens| tokens.set)
    }

    #[test]
    fn a_full_answer_is_read() {
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
    fn what_cannot_be_used_is_named() {
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
        let refused = read(TokenAnswer { status: StatusCode::BAD_REQUEST, body: body.clone() }, false, NOW);
        assert!(matches!(refused, Err(OAuthError::Refused { error, .. }) if error == "invalid_grant"));
        // Some vendors refuse with status 200.
        assert!(matches!(tokens(body), Err(OAuthError::Refused { .. })));
        let body = json!({ "access_token": "a", "token_type": "bearer" });
        for (status, challenged) in
            [(StatusCode::CREATED, false), (StatusCode::OK, true), (StatusCode::FOUND, false)]
        {
            let refused = read(TokenAnswer { status, body: body.clone() }, challenged, NOW);
            assert!(matches!(refused, Err(OAuthError::Status { .. })));
        }
    }
}
