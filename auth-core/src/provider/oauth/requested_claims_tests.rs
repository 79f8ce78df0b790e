//! Providers that return the claims of some scopes from the userinfo endpoint alone.

use http::Request;
use ring::hmac;
use serde_json::{Value, json};

use crate::{
    contract::{UnixTime, callback::arguments::RequestFacts},
    http::testing::{Scripted, block_on},
    jose::encode,
    provider::oauth::{
        Definition, Grant, IdTokenAlgorithm, IdentifyError, IdentityProvider, OAuthProvider, Oidc, Proof,
    },
    random::SystemRandom,
};

const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);
const ISSUER: &str = "https://op.test";

fn acme() -> OAuthProvider<Oidc> {
    <Oidc>::new("acme", "Acme", ISSUER, "client", "secret")
}

fn id_token(claims: &Value) -> String {
    let Value::Object(mut all) = json!({
        "iss": ISSUER, "aud": "client", "sub": "ada", "iat": 1_700_000_000, "exp": 1_700_000_300, "nonce": "no",
    }) else {
        unreachable!()
    };
    all.extend(claims.as_object().unwrap().clone());
    let message = format!("{}.{}", encode(r#"{"alg":"HS256"}"#), encode(Value::Object(all).to_string()));
    let key = hmac::Key::new(hmac::HMAC_SHA256, b"secret");
    format!("{message}.{}", encode(hmac::sign(&key, message.as_bytes())))
}

/// Signs in, and returns the profile with the number of requests to the userinfo endpoint.
fn sign_in(
    provider: OAuthProvider<Oidc>,
    has_userinfo: bool,
    claims: &Value,
    (status, userinfo): (u16, &Value),
) -> (Value, usize) {
    let mut metadata = json!({
        "issuer": ISSUER, "authorization_endpoint": "https://op.test/authorize",
        "token_endpoint": "https://op.test/token",
    });
    if has_userinfo {
        metadata["userinfo_endpoint"] = "https://op.test/userinfo".into();
    }
    let tokens = json!({ "access_token": "at", "token_type": "bearer", "id_token": id_token(claims) });
    let userinfo = userinfo.to_string();
    let http = Scripted::new(move |request: &Request<_>| match request.uri().path() {
        "/token" => (200, tokens.to_string()),
        "/userinfo" => (status, userinfo.clone()),
        _ => (200, metadata.to_string()),
    });
    let provider = provider.definition(|definition| definition.id_token_algorithm(IdTokenAlgorithm::HS256));
    let provider = IdentityProvider::<()>::new(provider).unwrap_or_else(|error| panic!("{error}"));
    let (verifier, nonce) = ("ve".into(), "no".into());
    let none: &[(&str, &str)] = &[];
    let metadata = block_on(provider.metadata(&http, NOW)).unwrap();
    let proof = Proof {
        grant: Grant { code: "co", redirect_uri: "https://app.test/cb", code_verifier: Some(&verifier) },
        nonce: Some(&nonce),
        parameters: &none,
        metadata: &metadata,
        now: NOW,
        random: &SystemRandom,
    };
    let identified = block_on(provider.identify(&http, &proof, (&(), RequestFacts::default())));
    let profile = identified.map(|identity| identity.profile).unwrap_or_else(|error| match error {
        IdentifyError::Provider(error) => panic!("{error}"),
        IdentifyError::Profile(error) => panic!("{error}"),
        IdentifyError::Nobody => panic!("nobody"),
    });
    (profile, http.asked().iter().filter(|url| url.ends_with("/userinfo")).count())
}

fn ada() -> Value {
    json!({ "sub": "ada", "name": "Ada", "email": "ada@op.test", "email_verified": true, "groups": ["a"] })
}

#[test]
fn claims_of_a_scope_that_the_id_token_lacks_come_from_userinfo() {
    for claims in [json!({}), json!({ "name": null, "email": "", "email_verified": null })] {
        let (profile, asked) = sign_in(acme(), true, &claims, (200, &ada()));
        assert_eq!(asked, 1, "{claims}");
        assert_eq!(profile["name"], "Ada");
        assert_eq!((&profile["email"], &profile["email_verified"]), (&json!("ada@op.test"), &json!(true)));
        assert_eq!(profile.get("groups"), None, "no scope requests it");
    }
}

#[test]
fn claims_of_one_scope_come_from_one_place() {
    let claims = json!({ "email": "ada@old.test", "name": "Ada L." });
    let (profile, asked) = sign_in(acme(), true, &claims, (200, &ada()));
    assert_eq!(asked, 0, "the ID token has claims of each scope");
    assert_eq!(profile.get("email_verified"), None);

    let (profile, asked) = sign_in(acme(), true, &json!({ "email": "ada@old.test" }), (200, &ada()));
    assert_eq!((asked, &profile["name"]), (1, &json!("Ada")));
    assert_eq!(profile["email"], "ada@old.test");
    assert_eq!(profile.get("email_verified"), None, "it is about the other address");
}

#[test]
fn only_what_scopes_request_is_asked_for() {
    let (profile, asked) = sign_in(acme().scope("openid email"), true, &json!({}), (200, &ada()));
    assert_eq!((asked, &profile["email"], profile.get("name")), (1, &json!("ada@op.test"), None));
    let of_query = acme().scope("openid profile").authorization_param("scope", "openid");
    for provider in [acme().scope("openid"), acme().scope("email"), acme().scope(""), of_query] {
        assert_eq!(sign_in(provider, true, &json!({}), (200, &ada())).1, 0);
    }
    assert_eq!(sign_in(acme(), false, &json!({}), (200, &ada())).1, 0, "there is no userinfo endpoint");
    let id_token_only = acme().definition(Definition::profile_from_id_token);
    assert_eq!(sign_in(id_token_only, true, &json!({}), (200, &ada())).1, 0);
    let address = json!({ "sub": "ada", "address": { "country": "UK" }, "phone_number": "1" });
    let (profile, _) = sign_in(acme().scope("openid address phone"), true, &json!({}), (200, &address));
    assert_eq!((&profile["address"]["country"], &profile["phone_number"]), (&json!("UK"), &json!("1")));
}

#[test]
fn what_proves_the_user_stays_that_of_the_id_token() {
    let forged = json!({
        "sub": "ada", "name": "Ada", "iss": "https://evil.test", "aud": "other", "exp": 1, "nonce": "x", "sid": "s",
    });
    let (profile, _) = sign_in(acme(), true, &json!({}), (200, &forged));
    assert_eq!((&profile["iss"], &profile["aud"]), (&json!(ISSUER), &json!("client")));
    assert_eq!((&profile["nonce"], profile.get("sid")), (&json!("no"), None));
}

#[test]
fn a_failing_userinfo_endpoint_ends_no_sign_in() {
    let without = |mut profile: Value, name: &str| {
        profile.as_object_mut().unwrap().remove(name);
        profile
    };
    let other = json!({ "sub": "eve", "name": "Eve", "email": "eve@op.test", "email_verified": true });
    let failures = [(500, ada()), (401, ada()), (200, json!([])), (200, other), (200, without(ada(), "sub"))];
    for (status, userinfo) in failures {
        let (profile, asked) = sign_in(acme(), true, &json!({}), (status, &userinfo));
        assert_eq!((asked, &profile["sub"]), (1, &json!("ada")));
        assert!(profile.get("name").is_none() && profile.get("email").is_none(), "{status} {userinfo}");
    }
}
