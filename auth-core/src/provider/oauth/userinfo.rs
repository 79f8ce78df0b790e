//! The request for the profile of a user.

use bytes::Bytes;
use http::{
    Request,
    header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE},
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::{error::OAuthError, template, text::Text, token_response::Tokens};
use crate::{
    contract::IntoText,
    http::{HttpClient, send},
    jose::JoseError,
    json,
};

/// The request to a userinfo endpoint. A plain URL means a GET with the access token as bearer token.
///
/// In addition to the placeholders of a [`Definition`](super::Definition), there are `{access_token}`, and
/// `{token.…}` for a member of the token endpoint's response, for example `{token.user_id}`.
#[derive(Clone, Debug)]
#[must_use]
pub struct UserInfo {
    pub(crate) url: Text,
    /// The body of a POST; `None` for GET.
    pub(crate) post: Option<Text>,
    pub(crate) headers: Vec<(Text, Text)>,
    pub(crate) bearer: bool,
    pub(crate) pointer: Text,
}

impl UserInfo {
    /// Creates a GET request.
    pub fn get(url: impl IntoText<Text>) -> Self {
        Self { url: url.into_text(), post: None, headers: Vec::new(), bearer: true, pointer: Text::default() }
    }

    /// Creates a POST request with JSON as body, or with an empty one.
    pub fn post(url: impl IntoText<Text>, json: impl IntoText<Text>) -> Self {
        Self { post: Some(json.into_text()), ..Self::get(url) }
    }

    /// Adds a header.
    pub fn header(mut self, name: impl IntoText<Text>, value: impl IntoText<Text>) -> Self {
        self.headers.push((name.into_text(), value.into_text()));
        self
    }

    /// Omits the `Authorization` header, for providers that expect the token in the URL.
    pub fn without_bearer(mut self) -> Self {
        self.bearer = false;
        self
    }

    /// Sets the place of the profile in the response, as a JSON pointer (RFC 6901): `/data`, `/response/0`.
    pub fn profile_at(mut self, pointer: impl IntoText<Text>) -> Self {
        self.pointer = pointer.into_text();
        self
    }
}

impl From<&'static str> for UserInfo {
    fn from(url: &'static str) -> Self {
        Self::get(url)
    }
}

impl From<String> for UserInfo {
    fn from(url: String) -> Self {
        Self::get(url)
    }
}

impl UserInfo {
    /// Fetches the profile of the user that the tokens belong to.
    ///
    /// # Errors
    /// Fails if the response is not a success, is neither JSON nor a JWT, or contains no profile.
    pub(super) async fn fetch(
        &self,
        http: &dyn HttpClient,
        url: &str,
        tokens: &Tokens,
    ) -> Result<UserInfoResponse, OAuthError> {
        let answer = send(http, self.request(url, tokens)?).await?;
        if !answer.status().is_success() {
            return Err(OAuthError::Status { what: "userinfo", status: answer.status() });
        }
        let what = "userinfo";
        let content_type = answer.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        if content_type
            .is_some_and(|kind| kind.trim_start().to_ascii_lowercase().starts_with("application/jwt"))
        {
            let token = std::str::from_utf8(answer.body()).map_err(|_| JoseError::Malformed);
            let token = token.map_err(|error| OAuthError::UserInfo(error.into()))?;
            return Ok(UserInfoResponse::Jwt(token.trim().to_owned()));
        }
        let mut body: Value = json::read(answer.body()).map_err(|cause| OAuthError::Json { what, cause })?;
        match body.pointer_mut(&self.pointer).map(Value::take) {
            Some(profile @ Value::Object(_)) => Ok(UserInfoResponse::Profile(profile)),
            _ => Err(OAuthError::Object { what, pointer: self.pointer.clone().into_owned() }),
        }
    }

    fn request(&self, url: &str, tokens: &Tokens) -> Result<Request<Bytes>, OAuthError> {
        let fill = |template: &str, encode: fn(&str) -> String| {
            template::fill(template, |name| token_value(name, tokens).map(|value| encode(&value)))
                .map_err(|name| OAuthError::Placeholder(name.to_owned()))
        };
        let mut request = match &self.post {
            None => Request::get(fill(url, component)?),
            Some(json) if json.is_empty() => Request::post(fill(url, component)?),
            Some(_) => Request::post(fill(url, component)?).header(CONTENT_TYPE, "application/json"),
        };
        request = request.header(ACCEPT, "application/json, application/jwt");
        if let (true, Some(token)) = (self.bearer, &tokens.set.access_token) {
            request = request.header(AUTHORIZATION, super::bearer(token)?);
        }
        for (name, value) in &self.headers {
            request = request.header(&**name, fill(value, str::to_owned)?);
        }
        Ok(request.body(Bytes::from(self.post.clone().unwrap_or_default().into_owned()))?)
    }
}

/// The response of a userinfo endpoint.
pub(super) enum UserInfoResponse {
    /// The profile, as JSON.
    Profile(Value),
    /// A signed token (OpenID Connect Core section 5.3.2).
    Jwt(String),
}

/// Returns the value of a placeholder: the access token, or a string or number from the token response.
fn token_value(name: &str, tokens: &Tokens) -> Option<String> {
    if name == "access_token" {
        return tokens.set.access_token.as_ref().map(|token| token.expose().to_owned());
    }
    match tokens.response.get(name.strip_prefix("token.")?)? {
        Value::String(string) => Some(string.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn component(value: &str) -> String {
    utf8_percent_encode(value, NON_ALPHANUMERIC).to_string()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{
        contract::TokenSet,
        http::testing::{Scripted, block_on},
    };

    fn tokens() -> Tokens {
        let set = TokenSet { access_token: Some("a/t".into()), ..TokenSet::default() };
        Tokens { set, response: json!({ "user_id": 7 }).as_object().unwrap().clone() }
    }

    fn answer(userinfo: &UserInfo, status: u16, body: &'static str) -> Result<Value, OAuthError> {
        let http = Scripted::new(move |_| (status, body.to_owned()));
        match block_on(userinfo.fetch(&http, &userinfo.url, &tokens()))? {
            UserInfoResponse::Profile(profile) => Ok(profile),
            UserInfoResponse::Jwt(_) => panic!("the response is JSON"),
        }
    }

    #[test]
    fn placeholders_headers_and_body_are_sent() {
        let userinfo = UserInfo::post("https://a.test/{token.user_id}?t={access_token}", "{}")
            .header("X-Token", "{access_token}")
            .without_bearer();
        let request = userinfo.request(&userinfo.url, &tokens()).unwrap();
        assert_eq!(request.uri(), "https://a.test/7?t=a%2Ft");
        assert_eq!(
            (&request.headers()["x-token"], &request.body()[..]),
            (&"a/t".parse().unwrap(), &b"{}"[..])
        );
        assert!(!request.headers().contains_key(AUTHORIZATION));
        let request = UserInfo::get("https://a.test").request("https://a.test", &tokens()).unwrap();
        assert_eq!(request.headers()[AUTHORIZATION], "Bearer a/t");
        assert!(
            UserInfo::get("https://a.test/{token.none}")
                .request("https://a.test/{token.none}", &tokens())
                .is_err()
        );
    }

    #[test]
    fn only_a_success_with_a_profile_is_accepted() {
        let data = UserInfo::get("https://a.test").profile_at("/data/0");
        assert_eq!(answer(&data, 200, r#"{"data":[{"id":1}]}"#).unwrap(), json!({ "id": 1 }));
        for (status, body) in
            [(200, "{}"), (200, r#"{"data":[1]}"#), (200, "<h1>"), (401, r#"{"data":[{}]}"#)]
        {
            assert!(answer(&data, status, body).is_err(), "{status} {body}");
        }
    }
}
