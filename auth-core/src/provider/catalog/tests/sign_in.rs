//! The sign-in of a case, with responses from a script.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{
    Request,
    header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT},
};
use ring::hmac;
use serde_json::{Map, Value, json};

use super::case::Case;
use crate::{
    contract::{ProfileUser, ProviderType, UnixTime, callback::arguments::RequestFacts},
    http::testing::{Scripted, block_on},
    jose::encode,
    provider::oauth::{
        AuthorizationRequest, Grant, IdTokenAlgorithm, IdentifyError, IdentityProvider, OAuthProvider, Proof,
        Vendor,
    },
    random::SystemRandom,
};

const CALLBACK: &str = "https://app.test/auth/callback";

/// A sign-in that has succeeded.
pub(in super::super) struct SignedIn {
    pub(super) transcript: Vec<String>,
    pub(super) user: ProfileUser,
}

/// The responses to the requests of a sign-in.
struct Answers {
    issuer: String,
    tokens: Map<String, Value>,
    profile: Value,
    others: Vec<(&'static str, (u16, String))>,
}

impl Case {
    /// Signs in and returns the transcript: the requests to the provider and the resulting user. It leaves out
    /// whatever is the same for every provider:
    ///
    /// - `authorize` with the URL for the browser, and `pkce` and `nonce` if they are used
    /// - the requests, except discovery at the usual URL: method, URL, `basic`, `post` or `bearer`, further
    ///   headers, the body
    /// - `user` with ID, name, e-mail address and picture
    ///
    /// # Errors
    /// Returns the error as the log has it.
    pub(super) fn sign_in<V: Vendor>(&self, mut provider: OAuthProvider<V>) -> Result<SignedIn, String> {
        let default = provider.config.definition.needs_issuer().then_some("https://id.test");
        if let Some(issuer) = self.issuer.or(default) {
            provider = provider.issuer(issuer);
        }
        let definition = &provider.config.definition;
        let issuer = definition.issuer.as_deref().unwrap_or_default().replace("{client_id}", "client");
        let mut answers = Answers {
            issuer,
            tokens: Map::from_iter([
                ("access_token".to_owned(), "at".into()),
                ("token_type".to_owned(), "bearer".into()),
            ]),
            profile: self.profile.clone(),
            others: self.answers.clone(),
        };
        answers.tokens.extend(self.tokens.clone());
        answers.tokens.retain(|_, value| !value.is_null());
        if definition.kind == ProviderType::Oidc {
            let id_token = answers.id_token(definition.nonce);
            answers.tokens.insert("id_token".to_owned(), id_token.into());
            provider =
                provider.definition(|definition| definition.id_token_algorithm(IdTokenAlgorithm::HS256));
        }
        let provider = IdentityProvider::<()>::new(provider).unwrap_or_else(|fault| panic!("{fault}"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let http = answers.scripted(Arc::clone(&asked));
        let (authorize, user) = block_on(sign_in(&provider, &http, &self.parameters))?;
        let requests = asked.lock().unwrap().clone();
        let transcript = [authorize].into_iter().chain(requests).chain([describe_user(&user)]).collect();
        Ok(SignedIn { transcript, user })
    }
}

async fn sign_in(
    provider: &IdentityProvider<()>,
    http: &Scripted,
    parameters: &[(&str, &str)],
) -> Result<(String, ProfileUser), String> {
    let now = UnixTime::from_secs(1_700_000_000);
    let metadata = provider.metadata(http, now).await.unwrap_or_else(|error| panic!("{error}"));
    let endpoint = provider.authorization_endpoint(&metadata).unwrap_or_else(|error| panic!("{error}"));
    let request = AuthorizationRequest {
        redirect_uri: CALLBACK,
        state: "st",
        code_challenge: provider.pkce.then_some("ch"),
        nonce: provider.nonce.then_some("no"),
    };
    let url = provider.authorization_url(endpoint, &request, std::iter::empty());
    let (verifier, nonce) = ("ve".into(), "no".into());
    let code_verifier = provider.pkce.then_some(&verifier);
    let proof = Proof {
        grant: Grant { code: "co", redirect_uri: CALLBACK, code_verifier },
        nonce: provider.nonce.then_some(&nonce),
        parameters: &parameters,
        metadata: &metadata,
        now,
        random: &SystemRandom,
    };
    match provider.identify(http, &proof, (&(), RequestFacts::default())).await {
        Ok(identity) => Ok((authorize(&url), identity.user)),
        Err(IdentifyError::Provider(error)) => Err(error.to_string()),
        Err(IdentifyError::Profile(error)) => Err(error.to_string()),
        Err(IdentifyError::Nobody) => Err("the provider returned no user".to_owned()),
    }
}

impl Answers {
    /// Builds an ID token with the profile as claims. It is signed with the client secret, for brevity.
    fn id_token(&self, nonce: bool) -> String {
        let claims = json!({
            "iss": self.issuer, "aud": "client", "iat": 1_700_000_000, "exp": 1_700_000_300,
            "nonce": nonce.then_some("no"),
        });
        let Value::Object(mut claims) = claims else { unreachable!() };
        claims.extend(self.profile.as_object().cloned().unwrap_or_default());
        claims.retain(|name, value| !value.is_null() || name != "nonce");
        let message =
            format!("{}.{}", encode(r#"{"alg":"HS256"}"#), encode(Value::Object(claims).to_string()));
        let key = hmac::Key::new(hmac::HMAC_SHA256, b"secret");
        format!("{message}.{}", encode(hmac::sign(&key, message.as_bytes())))
    }

    fn scripted(self, asked: Arc<Mutex<Vec<String>>>) -> Scripted {
        Scripted::new(move |request| {
            let url = request.uri().to_string();
            if let Some(place) = url.strip_suffix("/.well-known/openid-configuration") {
                if place != self.issuer.trim_end_matches('/') {
                    asked.lock().unwrap().push(describe(request));
                }
                return (200, self.metadata().to_string());
            }
            asked.lock().unwrap().push(describe(request));
            if let Some((_, answer)) = self.others.iter().find(|(other, _)| *other == url) {
                return answer.clone();
            }
            let is_token_request = form(request).any(|(name, _)| name == "grant_type");
            let answer =
                if is_token_request { Value::Object(self.tokens.clone()) } else { self.profile.clone() };
            (200, answer.to_string())
        })
    }

    fn metadata(&self) -> Value {
        let base = self.issuer.trim_end_matches('/');
        let graph = ["https://login.microsoftonline.com/", "https://login.microsoftonline.us/"]
            .into_iter()
            .zip(["https://graph.microsoft.com", "https://graph.microsoft.us"])
            .find(|(host, _)| base.starts_with(host));
        let userinfo = match graph {
            Some((_, graph)) => format!("{graph}/oidc/userinfo"),
            None => format!("{base}/userinfo"),
        };
        json!({
            "issuer": self.issuer,
            "authorization_endpoint": format!("{base}/authorize"),
            "token_endpoint": format!("{base}/token"),
            "userinfo_endpoint": userinfo,
        })
    }
}

fn authorize(url: &str) -> String {
    let (base, query) = url.split_once('?').unwrap();
    let mut query: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let mut take = |expected: &[(&str, &str)]| {
        let length = query.len();
        query.retain(|(name, value)| !expected.contains(&(name.as_str(), value.as_str())));
        length - query.len() == expected.len()
    };
    assert!(take(&[("client_id", "client"), ("redirect_uri", CALLBACK), ("state", "st")]), "{url}");
    take(&[("response_type", "code")]);
    let pkce =
        if take(&[("code_challenge", "ch"), ("code_challenge_method", "S256")]) { " pkce" } else { "" };
    let nonce = if take(&[("nonce", "no")]) { " nonce" } else { "" };
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
    let mark = if query.is_empty() { "" } else { "?" };
    format!("authorize {base}{mark}{query}{pkce}{nonce}")
}

fn describe(request: &Request<Bytes>) -> String {
    let mut text = format!("{} {}", request.method(), request.uri());
    let mut pairs: Vec<_> = form(request).collect();
    let length = pairs.len();
    pairs.retain(|(name, _)| !["client_id", "client_secret"].contains(&&**name));
    match request.headers().get(AUTHORIZATION).map(|value| value.to_str().unwrap()) {
        Some("Basic Y2xpZW50OnNlY3JldA==") => text.push_str(" basic"),
        Some("Bearer at") => text.push_str(" bearer"),
        Some(other) => panic!("{other}"),
        None if length > pairs.len() => text.push_str(" post"),
        None => {}
    }
    for (name, value) in request.headers() {
        if ![ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT].contains(name) {
            text.push_str(&format!(" {name}: {}", value.to_str().unwrap()));
        }
    }
    if length == 0 {
        text.push_str(&format!(" {}", String::from_utf8_lossy(request.body())));
    }
    for (name, value) in pairs {
        let expected = [
            ("redirect_uri", CALLBACK),
            ("code", "co"),
            ("code_verifier", "ve"),
            ("grant_type", "authorization_code"),
        ];
        if !expected.contains(&(&name, &value)) {
            text.push_str(&format!(" {name}={value}"));
        }
    }
    text.trim_end().to_owned()
}

/// Returns the fields of a form, and none for any other body.
fn form(request: &Request<Bytes>) -> impl Iterator<Item = (String, String)> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let is_form = kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    let body = if is_form { &request.body()[..] } else { b"" };
    form_urlencoded::parse(body).into_owned()
}

fn describe_user(user: &ProfileUser) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or("-".to_owned());
    let verified = match user.email_verified {
        Some(true) => " (verified)",
        Some(false) => " (unverified)",
        None => "",
    };
    format!(
        "user {} | {} | {}{verified} | {}",
        user.id,
        text(&user.name),
        text(&user.email),
        text(&user.image)
    )
}
