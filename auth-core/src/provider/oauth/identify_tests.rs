//! Signed messages and further requests of providers, from a script: what a well-behaved provider never sends.

use http::Request;
use ring::hmac;
use serde_json::{Value, json};

use super::*;
use crate::{
    contract::{BoxError, ProfileUser, callback::arguments::RequestFacts},
    http::testing::{Scripted, block_on},
    jose::encode,
    provider::oauth::{
        Definition, Grant, IdTokenAlgorithm, IdentifyError, IdentityProvider, OAuthProvider, Oidc, Vendor,
    },
    random::SystemRandom,
};

const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);
const ISSUER: &str = "https://op.test";

/// Signs claims with the client secret.
fn signed(header: &Value, claims: &Value) -> String {
    let message = format!("{}.{}", encode(header.to_string()), encode(claims.to_string()));
    let key = hmac::Key::new(hmac::HMAC_SHA256, b"secret");
    format!("{message}.{}", encode(hmac::sign(&key, message.as_bytes())))
}

fn id_token(change: impl FnOnce(&mut Value)) -> String {
    let mut claims = json!({
        "iss": ISSUER, "aud": "client", "sub": "ada", "iat": 1_700_000_000, "exp": 1_700_000_300, "nonce": "no",
    });
    change(&mut claims);
    claims.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    signed(&json!({ "alg": "HS256" }), &claims)
}

fn metadata() -> String {
    json!({
        "issuer": ISSUER,
        "authorization_endpoint": "https://op.test/authorize",
        "token_endpoint": "https://op.test/token",
        "userinfo_endpoint": "https://op.test/userinfo",
    })
    .to_string()
}

fn tokens(id_token: &str) -> String {
    json!({ "access_token": "at", "token_type": "bearer", "id_token": id_token }).to_string()
}

fn sign_in<V: Vendor>(provider: OAuthProvider<V>, http: &Scripted) -> Result<Value, IdentifyError> {
    let provider = provider.definition(|definition| definition.id_token_algorithm(IdTokenAlgorithm::HS256));
    let provider = IdentityProvider::<()>::new(provider).unwrap_or_else(|fault| panic!("{fault}"));
    let metadata = block_on(provider.metadata(http, NOW)).unwrap();
    let (verifier, nonce, parameters) = ("ve".into(), "no".into(), []);
    let parameters: &[(&str, &str)] = &parameters;
    let proof = Proof {
        grant: Grant { code: "co", redirect_uri: "https://app.test/cb", code_verifier: Some(&verifier) },
        nonce: Some(&nonce),
        parameters: &parameters,
        metadata: &metadata,
        now: NOW,
        random: &SystemRandom,
    };
    block_on(provider.identify(http, &proof, (&(), RequestFacts::default()))).map(|identity| identity.profile)
}

/// Signs in at a provider whose userinfo endpoint responds with a JWT.
fn userinfo(header: Value, change: impl FnOnce(&mut Value)) -> Result<Value, String> {
    let mut claims = json!({ "iss": ISSUER, "aud": "client", "sub": "ada", "name": "Ada" });
    change(&mut claims);
    claims.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    let jwt = signed(&header, &claims);
    let http = Scripted::new(move |request: &Request<_>| match request.uri().path() {
        "/token" => (200, tokens(&id_token(|_| {}))),
        "/userinfo" => (200, jwt.clone()),
        _ => (200, metadata()),
    })
    .with_content_type("/userinfo", "application/jwt");
    let acme = <Oidc>::new("acme", "Acme", ISSUER, "client", "secret");
    sign_in(acme.definition(Definition::profile_from_userinfo), &http).map_err(|error| match error {
        IdentifyError::Provider(error) => error.to_string(),
        IdentifyError::Profile(error) => error.to_string(),
        IdentifyError::Nobody => "nobody".to_owned(),
    })
}

#[test]
fn a_signed_userinfo_response_is_for_this_client() {
    for header in [
        json!({ "alg": "HS256" }),
        json!({ "alg": "HS256", "typ": "JWT" }),
        json!({ "alg": "HS256", "typ": null }),
        json!({ "alg": "HS256", "typ": "userinfo-response+jwt" }),
    ] {
        assert_eq!(userinfo(header, |_| {}).unwrap()["name"], "Ada");
    }
    let several = userinfo(json!({ "alg": "HS256" }), |claims| {
        claims["aud"] = json!(["other", "client"]);
        claims["exp"] = json!(1_700_000_060);
    });
    assert!(several.is_ok());
}

#[test]
fn another_signed_message_is_no_userinfo_response() {
    let cases: [(fn(&mut Value), &str); 9] = [
        (|claims| claims["iss"] = Value::Null, "`iss`"),
        (|claims| claims["iss"] = json!("https://evil.test"), "`iss`"),
        (|claims| claims["aud"] = Value::Null, "`aud`"),
        (|claims| claims["aud"] = json!("other"), "`aud`"),
        (|claims| claims["aud"] = json!(["other"]), "`aud`"),
        (|claims| claims["exp"] = json!(1_699_999_000), "`exp`"),
        (|claims| claims["nbf"] = json!(1_700_001_000), "`nbf`"),
        (|claims| claims["events"] = json!({}), "`events`"),
        (|claims| claims["sub"] = json!("eve"), "another subject"),
    ];
    for (change, why) in cases {
        let error = userinfo(json!({ "alg": "HS256" }), change).unwrap_err();
        assert!(error.contains(why), "{why}: {error}");
    }
    for typ in [json!("at+jwt"), json!("application/logout+jwt"), json!("dpop+jwt"), json!(7)] {
        let error = userinfo(json!({ "alg": "HS256", "typ": typ }), |_| {}).unwrap_err();
        assert!(error.contains("another type"), "{typ}: {error}");
    }
}

/// Refreshes tokens at a provider that responds with an ID token.
fn refreshed(before: Option<&str>, after: &str) -> Result<TokenSet, OAuthError> {
    refreshed_at(<Oidc>::new("acme", "Acme", ISSUER, "client", "secret"), before, after)
}

fn refreshed_at(
    provider: OAuthProvider<Oidc>,
    before: Option<&str>,
    after: &str,
) -> Result<TokenSet, OAuthError> {
    let answer = tokens(after);
    let http = Scripted::new(move |request: &Request<_>| match request.uri().path() {
        "/token" => (200, answer.clone()),
        _ => (200, metadata()),
    });
    let provider = provider.definition(|definition| definition.id_token_algorithm(IdTokenAlgorithm::HS256));
    let provider = IdentityProvider::<()>::new(provider).unwrap_or_else(|fault| panic!("{fault}"));
    let before = TokenSet { id_token: before.map(Secret::new), ..TokenSet::default() };
    block_on(provider.refresh(&http, (&before, &"r1".into()), NOW, &SystemRandom))
}

#[test]
fn the_id_token_of_a_refresh_is_of_the_same_user() {
    let before = id_token(|_| {});
    for after in [id_token(|claims| claims["nonce"] = Value::Null), before.clone()] {
        let tokens = refreshed(Some(&before), &after).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(
            tokens.id_token.as_ref().map(Secret::expose),
            Some(&*before),
            "that of the sign-in is kept"
        );
    }
    let unknown = refreshed(None, &id_token(|claims| claims["nonce"] = Value::Null));
    assert!(unknown.is_ok());
    // Nothing is known of the nonce that was sent, so nothing can be compared.
    assert!(refreshed(None, &id_token(|claims| claims["nonce"] = json!("other"))).is_ok());
}

#[test]
fn a_refresh_may_change_a_nonce_that_was_not_sent() {
    let provider =
        <Oidc>::new("acme", "Acme", ISSUER, "client", "secret").definition(Definition::without_nonce);
    let before = id_token(|claims| claims["nonce"] = json!("of the provider's own"));
    let after = refreshed_at(provider, Some(&before), &id_token(|claims| claims["nonce"] = json!("another")));
    assert!(after.is_ok());
}

#[test]
fn a_refresh_that_returns_another_user_fails() {
    let before = id_token(|_| {});
    let cases: [(fn(&mut Value), &str); 6] = [
        (|claims| claims["sub"] = json!("eve"), "`sub`"),
        (|claims| claims["iss"] = json!("https://evil.test"), "`iss`"),
        (|claims| claims["aud"] = json!("other"), "`aud`"),
        (|claims| claims["exp"] = json!(1_699_999_000), "`exp`"),
        (|claims| claims["nonce"] = json!("other"), "`nonce`"),
        (|claims| claims["at_hash"] = json!("other"), "`at_hash`"),
    ];
    for (change, why) in cases {
        let error = refreshed(Some(&before), &id_token(change)).err().unwrap().to_string();
        assert!(error.contains(why), "{why}: {error}");
    }
    let forged = id_token(|_| {}).replacen('.', ".e30", 1);
    assert!(refreshed(Some(&before), &forged).is_err());
    assert!(refreshed(Some(&before), "garbage").is_err());
}

/// A provider whose hook sends a request to the URL in its option.
struct Curious;

impl Vendor for Curious {
    type Profile = Value;

    fn definition() -> Definition {
        Definition::oidc("curious", "Curious")
            .issuer(ISSUER)
            .lookup_url("https://api.test/v1")
            .scope("openid")
    }

    async fn user(_: Value, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        Ok(ProfileUser::new("ada"))
    }

    async fn complete(_: Value, lookup: Lookup<'_>) -> Result<Value, BoxError> {
        assert_eq!(lookup.userinfo_url(), Some("https://op.test/userinfo"));
        Ok(lookup.get_json(lookup.option("url").unwrap_or_default()).await?)
    }
}

#[test]
fn a_hook_sends_the_token_only_to_the_provider() {
    for (url, is_sent) in [
        ("https://op.test/photo", true),
        ("https://api.test/v2/emails", true),
        ("https://OP.test:443/photo", true),
        ("https://evil.test/photo", false),
        ("https://op.test.evil.test/", false),
        ("https://op.test:8443/photo", false),
        ("http://op.test/photo", false),
        ("https://op.test@evil.test/", false),
        ("/photo", false),
    ] {
        let http = Scripted::new(move |request: &Request<_>| match request.uri().path() {
            "/token" => (200, tokens(&id_token(|_| {}))),
            "/.well-known/openid-configuration" => (200, metadata()),
            _ => (200, "{}".to_owned()),
        });
        let provider = OAuthProvider::<Curious>::new("client", "secret").option("url", url);
        let outcome = sign_in(provider, &http);
        assert_eq!(outcome.is_ok(), is_sent, "{url}");
        assert_eq!(http.asked().len(), if is_sent { 3 } else { 2 }, "{url}: {:?}", http.asked());
    }
}
