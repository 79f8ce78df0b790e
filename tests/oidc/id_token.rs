//! ID tokens that a proxy has changed on the way, signed anew by the provider's own key or by somebody else.

use serde_json::json;

use crate::{
    app::*,
    provider::{Claims, Tamper},
};

/// Case, change, signer, and what the log says; nothing for tokens that are good.
type Case = (&'static str, fn(&mut Claims), &'static str, Option<&'static str>);

fn set(claims: &mut Claims, name: &str, value: serde_json::Value) {
    claims.insert(name.to_owned(), value);
}

/// Moves a time by seconds.
fn shift(claims: &mut Claims, name: &str, from: &str, secs: i64) {
    let time = claims[from].as_i64().unwrap() + secs;
    set(claims, name, json!(time));
}

const CASES: &[Case] = &[
    ("as it is", |_| {}, "provider", None),
    ("no kid, one key", |_| {}, "provider, without kid", None),
    ("a little late", |claims| shift(claims, "exp", "iat", -20), "provider", None),
    ("a list of one audience", |claims| set(claims, "aud", json!(["openid"])), "provider", None),
    (
        "two audiences, authorized for us",
        |claims| {
            set(claims, "aud", json!(["openid", "api"]));
            set(claims, "azp", json!("openid"));
        },
        "provider",
        None,
    ),
    ("two audiences", |claims| set(claims, "aud", json!(["openid", "api"])), "provider", None),
    (
        "nulls",
        |claims| {
            for name in ["at_hash", "azp", "nbf", "email", "address"] {
                set(claims, name, json!(null));
            }
        },
        "provider",
        None,
    ),
    ("from a clock that is ahead", |claims| shift(claims, "iat", "iat", 300), "provider", None),
    ("expired", |claims| shift(claims, "exp", "iat", -40), "provider", Some("`exp`")),
    ("never expires", |claims| drop(claims.remove("exp")), "provider", Some("`exp`")),
    ("expires in words", |claims| set(claims, "exp", json!("soon")), "provider", Some("`exp`")),
    ("issued after its end", |claims| shift(claims, "iat", "exp", 60), "provider", Some("`iat`")),
    ("issued in words", |claims| set(claims, "iat", json!("now")), "provider", Some("`iat`")),
    ("of no time", |claims| drop(claims.remove("iat")), "provider", Some("`iat`")),
    ("not valid yet", |claims| shift(claims, "nbf", "iat", 3600), "provider", Some("`nbf`")),
    ("another nonce", |claims| set(claims, "nonce", json!("other")), "provider", Some("`nonce`")),
    ("no nonce", |claims| drop(claims.remove("nonce")), "provider", Some("`nonce`")),
    ("another issuer", |claims| set(claims, "iss", json!("https://evil.test")), "provider", Some("`iss`")),
    ("no issuer", |claims| drop(claims.remove("iss")), "provider", Some("`iss`")),
    (
        "nearly the issuer",
        |claims| {
            let issuer = format!("{}/", claims["iss"].as_str().unwrap());
            set(claims, "iss", json!(issuer));
        },
        "provider",
        Some("`iss`"),
    ),
    ("another audience", |claims| set(claims, "aud", json!("plain")), "provider", Some("`aud`")),
    ("no audience", |claims| drop(claims.remove("aud")), "provider", Some("`aud`")),
    ("an empty audience", |claims| set(claims, "aud", json!([])), "provider", Some("`aud`")),
    (
        "two audiences, authorized for the other",
        |claims| {
            set(claims, "aud", json!(["openid", "api"]));
            set(claims, "azp", json!("api"));
        },
        "provider",
        Some("`azp`"),
    ),
    (
        "two audiences of others",
        |claims| set(claims, "aud", json!(["api", "plain"])),
        "provider",
        Some("`aud`"),
    ),
    ("authorized for another", |claims| set(claims, "azp", json!("plain")), "provider", Some("`azp`")),
    ("nobody's", |claims| drop(claims.remove("sub")), "provider", Some("`sub`")),
    ("of nobody in particular", |claims| set(claims, "sub", json!("")), "provider", Some("`sub`")),
    ("a number's", |claims| set(claims, "sub", json!(7)), "provider", Some("`sub`")),
    ("another access token's", |claims| set(claims, "at_hash", json!("AAAA")), "provider", Some("`at_hash`")),
    ("forged", |claims| set(claims, "sub", json!("bob")), "stranger", Some("ID token is not valid")),
    ("unknown key", |_| {}, "stranger, by a kid of its own", Some("ID token is not valid")),
    ("unsigned", |_| {}, "nobody", Some("its algorithm is not allowed")),
    ("public key as a secret", |_| {}, "public key as secret", Some("its algorithm is not allowed")),
    ("signed with the client secret", |_| {}, "client secret", Some("its algorithm is not allowed")),
];

#[tokio::test]
async fn only_the_providers_own_word_counts() {
    let mut site = Site::new().await;
    for &(case, change, by, why) in CASES {
        site.provider.tamper(Tamper::IdToken { change, by });
        let reply = site.sign_in("acme", Some("ada")).await;
        match why {
            None => assert_eq!(site.signed_in().await.as_deref(), Some("acme/ada"), "{case}"),
            Some(why) => {
                assert_eq!(reply.location(), format!("{}{CONFIGURATION}", site.url), "{case}");
                site.assert_failed(&reply, CONFIGURATION, why).await;
            }
        }
        site.forget();
    }
}

#[tokio::test]
async fn what_is_no_token_is_refused() {
    let mut site = Site::new().await;
    let changes: [(fn(&mut Claims), &str); 6] = [
        (|answer| drop(answer.remove("id_token")), "id_token"),
        (|answer| set(answer, "id_token", json!("not.a.token")), "ID token is not valid"),
        (|answer| set(answer, "id_token", json!("a.b.c.d.e")), "ID token is not valid"),
        (|answer| set(answer, "id_token", json!({})), "id_token"),
        (|answer| drop(answer.remove("access_token")), "access_token"),
        (|answer| set(answer, "token_type", json!("mac")), "token_type"),
    ];
    for (change, why) in changes {
        site.provider.tamper(Tamper::Json { path: "/token", change });
        let reply = site.sign_in("acme", Some("ada")).await;
        site.assert_failed(&reply, CONFIGURATION, why).await;
    }
}

#[tokio::test]
async fn what_a_sign_in_does_not_need_may_be_odd() {
    let mut site = Site::new().await;
    let changes: [fn(&mut Claims); 8] = [
        |answer| set(answer, "session_state", json!(7)),
        |answer| set(answer, "error", json!("")),
        |answer| set(answer, "expires_in", json!("3600 ")),
        |answer| set(answer, "expires_in", json!("soon")),
        |answer| set(answer, "refresh_token", json!("")),
        |answer| set(answer, "scope", json!([])),
        |answer| set(answer, "token_type", json!("Bearer ")),
        |answer| set(answer, "id_token_hint", json!({})),
    ];
    for change in changes {
        site.provider.tamper(Tamper::Json { path: "/token", change });
        site.sign_in("acme", Some("ada")).await;
        assert_eq!(site.signed_in().await.as_deref(), Some("acme/ada"), "{}", site.log.take());
        site.forget();
    }
}

#[tokio::test]
async fn a_nonce_of_the_providers_own_is_not_looked_at() {
    let without = |builder: Start, issuer: &str| {
        builder.provider(acme(issuer).definition(auth::provider::oauth::Definition::without_nonce))
    };
    let mut site = Site::with(without).await;
    site.provider
        .tamper(Tamper::IdToken { change: |claims| set(claims, "nonce", json!("x")), by: "provider" });
    site.sign_in("acme", Some("ada")).await;
    assert_eq!(site.signed_in().await.as_deref(), Some("acme/ada"), "{}", site.log.take());
}

#[tokio::test]
async fn no_error_is_in_one_line_twice() {
    let mut site = Site::new().await;
    let change = |claims: &mut Claims| set(claims, "iss", json!("https://evil.test"));
    site.provider.tamper(Tamper::IdToken { change, by: "provider" });
    site.sign_in("acme", Some("ada")).await;
    let log = site.log.take();
    let line = log.lines().find(|line| line.contains("ID token is not valid")).unwrap();
    assert_eq!(line.matches("https://evil.test").count(), 1, "{line}");
    assert_eq!(line.matches(&*site.provider.issuer).count(), 1, "{line}");
}

#[tokio::test]
async fn an_id_token_of_plain_oauth_has_to_be_right_as_well() {
    let mut site = Site::new().await;
    let change = |answer: &mut Claims| set(answer, "id_token", json!("e30.e30.e30"));
    site.provider.tamper(Tamper::Json { path: "/token", change });
    let reply = site.sign_in("plain", Some("ada")).await;
    site.assert_failed(&reply, CONFIGURATION, "ID token is not valid").await;
}

#[tokio::test]
async fn userinfo_must_speak_of_the_same_subject() {
    let from_userinfo = |builder: Start, issuer: &str| {
        builder.provider(acme(issuer).definition(auth::provider::oauth::Definition::profile_from_userinfo))
    };
    let mut site = Site::with(from_userinfo).await;
    site.provider.tamper(Tamper::Json { path: "/me", change: |answer| set(answer, "sub", json!("bob")) });
    let reply = site.sign_in("acme", Some("ada")).await;
    site.assert_failed(&reply, CONFIGURATION, "another subject").await;
}
