//! Providers that fail: slow, broken, or answering what they should not.

use std::time::{Duration, Instant};

use axum::{body::Body, response::Response};
use http::{StatusCode, header::LOCATION};

use crate::{
    app::*,
    provider::{Claims, DISCOVERY, Tamper},
};

fn answer(status: u16, body: impl Into<Body>) -> Response {
    Response::builder().status(status).body(body.into()).unwrap()
}

/// What no endpoint should answer, and what the log says of it.
const ANSWERS: [(fn() -> Response, &str); 6] = [
    (|| answer(500, "{}"), "500"),
    (|| answer(503, "out of order"), "503"),
    (|| answer(200, "<h1>hello</h1>"), "not the expected JSON"),
    (|| answer(200, "[]"), "not the expected JSON"),
    (|| answer(200, vec![b' '; (1 << 20) + 1]), "too long"),
    (
        || {
            let mut redirect = answer(302, "");
            redirect.headers_mut().insert(LOCATION, "http://127.0.0.1:9/".parse().unwrap());
            redirect
        },
        "302",
    ),
];

/// A fresh site: metadata and keys are kept, so that a provider that breaks later is not asked again.
async fn fails(path: &'static str, answer: fn() -> Response, why: &str) {
    let mut site = Site::new().await;
    site.provider.tamper(Tamper::Answer { path, answer });
    let provider = if path == "/api/me" { "plain" } else { "acme" };
    let reply = if path == DISCOVERY {
        site.post("/auth/signin/acme", &[]).await
    } else {
        site.sign_in(provider, Some("ada")).await
    };
    site.assert_failed(&reply, CONFIGURATION, why).await;
    // The provider has recovered, and so has the sign-in.
    site.provider.tamper(Tamper::Nothing);
    site.wait(Duration::from_secs(10));
    site.sign_in(provider, Some("ada")).await;
    assert_eq!(site.signed_in().await, Some(format!("{provider}/ada")), "{path} {why}");
}

#[tokio::test]
async fn a_broken_token_endpoint_is_an_error() {
    for (answer, why) in ANSWERS {
        fails("/token", answer, why).await;
    }
}

#[tokio::test]
async fn broken_discovery_is_an_error() {
    for (answer, why) in ANSWERS {
        fails(DISCOVERY, answer, why).await;
    }
}

#[tokio::test]
async fn broken_keys_are_an_error() {
    for (answer, why) in ANSWERS {
        fails("/jwks", answer, why).await;
    }
}

#[tokio::test]
async fn a_broken_userinfo_endpoint_is_an_error() {
    for (answer, why) in ANSWERS {
        fails("/api/me", answer, why).await;
    }
    fails("/api/me", || answer(401, r#"{"id":"ada","name":"x","email":"x"}"#), "401").await;
}

#[tokio::test]
async fn a_silent_provider_is_waited_for_ten_seconds() {
    let mut site = Site::new().await;
    let callback = site.come_back("acme", Some("ada")).await;
    site.provider.tamper(Tamper::Silence { path: "/token", time: Duration::from_secs(60) });
    let begin = Instant::now();
    let reply = site.wait_for(&callback).await;
    assert!(begin.elapsed() < Duration::from_secs(30));
    site.assert_failed(&reply, CONFIGURATION, "did not answer in time").await;
}

#[tokio::test]
async fn a_provider_that_is_gone_is_an_error() {
    let mut site = Site::with(|builder, _| builder.provider(acme("http://127.0.0.1:9"))).await;
    let reply = site.post("/auth/signin/acme", &[]).await;
    site.assert_failed(&reply, CONFIGURATION, "could not be reached").await;
}

#[tokio::test]
async fn all_who_wait_for_discovery_share_its_failure() {
    let mut site = Site::new().await;
    site.provider.tamper(Tamper::Silence { path: DISCOVERY, time: Duration::from_secs(60) });
    let begin = Instant::now();
    site.leave_at_once("acme", 6).await;
    assert!(begin.elapsed() < Duration::from_secs(30), "{:?}", begin.elapsed());
    assert_eq!(site.provider.asked(DISCOVERY), 1);
}

#[tokio::test]
async fn failed_discovery_is_remembered_for_a_moment() {
    let mut site = Site::new().await;
    site.provider.tamper(Tamper::Answer { path: DISCOVERY, answer: || answer(500, "") });
    for _ in 0..5 {
        let reply = site.post("/auth/signin/acme", &[]).await;
        site.assert_failed(&reply, CONFIGURATION, "500").await;
    }
    assert_eq!(site.provider.asked(DISCOVERY), 1);
    site.provider.tamper(Tamper::Nothing);
    site.wait(Duration::from_secs(30));
    site.sign_in("acme", Some("ada")).await;
    assert_eq!(site.signed_in().await.as_deref(), Some("acme/ada"));
}

#[tokio::test]
async fn metadata_of_another_issuer_is_refused() {
    let mut site = Site::new().await;
    let change = |metadata: &mut Claims| drop(metadata.insert("issuer".into(), "https://evil.test".into()));
    site.provider.tamper(Tamper::Json { path: DISCOVERY, change });
    let reply = site.post("/auth/signin/acme", &[]).await;
    site.assert_failed(&reply, CONFIGURATION, "another issuer").await;
}

#[tokio::test]
async fn secrets_do_not_travel_in_the_clear() {
    let endpoints: [(&str, fn(&mut Claims)); 2] = [
        ("authorization_endpoint", |metadata| {
            drop(metadata.insert("authorization_endpoint".into(), "http://op.example.com/".into()));
        }),
        ("token_endpoint", |metadata| {
            drop(metadata.insert("token_endpoint".into(), "http://op.example.com/".into()));
        }),
    ];
    for (endpoint, change) in endpoints {
        let mut site = Site::new().await;
        site.provider.tamper(Tamper::Json { path: DISCOVERY, change });
        let mut reply = site.post("/auth/signin/acme", &[]).await;
        if endpoint == "token_endpoint" {
            let callback = site.browser.at_provider(reply.location(), Some("ada")).await;
            reply = site.browser.get(&callback).await;
        }
        site.assert_failed(&reply, CONFIGURATION, endpoint).await;
    }
}

#[tokio::test]
async fn scripts_learn_of_a_failure_by_json() {
    let mut site = Site::new().await;
    site.provider.tamper(Tamper::Answer { path: DISCOVERY, answer: || answer(500, "") });
    let csrf = site.get("/auth/csrf").await.json()["csrfToken"].as_str().unwrap().to_owned();
    let url = format!("{}/auth/signin/acme", site.url);
    let request = http::Request::post(&url)
        .header("x-auth-return-redirect", "1")
        .header("content-type", "application/x-www-form-urlencoded");
    let reply = site.browser.send(&url, request, format!("csrfToken={csrf}")).await;
    assert_eq!(reply.status, StatusCode::OK);
    assert_eq!(reply.json()["url"], format!("{}{CONFIGURATION}", site.url));
}
