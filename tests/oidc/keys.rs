//! The provider's keys change while people sign in.

use std::time::Duration;

use axum::response::IntoResponse;

use crate::{
    app::*,
    provider::{Claims, DISCOVERY, Tamper},
};

#[tokio::test]
async fn a_new_key_is_fetched_in_mid_flight() {
    let mut site = Site::new().await;
    site.sign_in("acme", Some("ada")).await;
    assert_eq!(site.provider.asked("/jwks"), 1);
    site.forget();
    site.sign_in("acme", Some("ada")).await;
    assert_eq!(site.provider.asked("/jwks"), 0, "keys are kept");
    site.forget();

    site.wait(Duration::from_secs(10));
    let callback = site.come_back("acme", Some("ada")).await;
    site.provider.rotate_key().await;
    site.browser.get(&callback).await;
    assert_eq!(site.signed_in().await.as_deref(), Some("acme/ada"), "{}", site.log.take());
    assert_eq!(site.provider.asked("/jwks"), 1);
}

#[tokio::test]
async fn one_odd_key_spoils_no_set() {
    let changes: [fn(&mut Claims); 3] = [
        |set| drop(set["keys"][0].as_object_mut().unwrap().remove("kid")),
        |set| (set["keys"][0]["use"], set["keys"][0]["alg"]) = ("sign".into(), "EC".into()),
        |set| {
            let x = format!("{}=", set["keys"][0]["x"].as_str().unwrap().replace('-', "+").replace('_', "/"));
            set["keys"][0]["x"] = x.into();
            set["keys"].as_array_mut().unwrap().insert(0, serde_json::json!({ "kty": 7, "n": null }));
        },
    ];
    for change in changes {
        let mut site = Site::new().await;
        site.provider.tamper(Tamper::Json { path: "/jwks", change });
        site.sign_in("acme", Some("ada")).await;
        assert_eq!(site.signed_in().await.as_deref(), Some("acme/ada"), "{}", site.log.take());
    }
}

#[tokio::test]
async fn a_key_for_encryption_verifies_nothing() {
    let mut site = Site::new().await;
    let change = |set: &mut Claims| set["keys"][0]["use"] = "enc".into();
    site.provider.tamper(Tamper::Json { path: "/jwks", change });
    let reply = site.sign_in("acme", Some("ada")).await;
    site.assert_failed(&reply, CONFIGURATION, "no key matches").await;
}

#[tokio::test]
async fn unknown_keys_are_asked_for_once_in_ten_seconds() {
    let mut site = Site::new().await;
    site.sign_in("acme", Some("ada")).await;
    site.provider.asked("");
    site.wait(Duration::from_secs(10));
    site.provider.tamper(Tamper::IdToken { change: |_| {}, by: "stranger, by a kid of its own" });
    for _ in 0..5 {
        site.forget();
        let reply = site.sign_in("acme", Some("ada")).await;
        site.assert_failed(&reply, CONFIGURATION, "ID token is not valid").await;
    }
    assert_eq!(site.provider.asked("/jwks"), 1);
}

#[tokio::test]
async fn metadata_is_asked_for_once_an_hour() {
    let mut site = Site::new().await;
    for _ in 0..3 {
        site.forget();
        site.sign_in("acme", Some("ada")).await;
    }
    assert_eq!(site.provider.asked(DISCOVERY), 1);
    site.wait(Duration::from_secs(3600));
    // It is needed no more than kept: a provider that is down for a moment does not matter.
    site.provider.tamper(Tamper::Answer { path: DISCOVERY, answer: || "down".to_owned().into_response() });
    site.forget();
    site.leave("acme").await;
    assert_eq!(site.provider.asked(DISCOVERY), 1);
}
