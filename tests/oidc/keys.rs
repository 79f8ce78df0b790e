//! The provider's keys change while people sign in.

use std::time::Duration;

use axum::response::IntoResponse;

use crate::{
    app::*,
    provider::{DISCOVERY, Tamper},
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
