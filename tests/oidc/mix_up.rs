//! Two providers, one of them an attacker: what the one said must not be taken to the other (RFC 9207).

use crate::{app::*, browser::with_parameter, provider::Tamper};

#[tokio::test]
async fn the_issuer_of_a_response_must_be_the_providers() {
    let mut site = Site::new().await;
    for provider in ["acme", "plain"] {
        let callback = site.come_back(provider, Some("ada")).await;
        let reply = site.browser.get(&with_parameter(&callback, "iss", Some("https://evil.test"))).await;
        site.assert_failed(&reply, CONFIGURATION, "`iss` is another issuer").await;
        assert_eq!(site.provider.asked("/token"), 0, "the code was not sent anywhere");
        site.forget();
    }
}

#[tokio::test]
async fn a_provider_that_says_who_it_is_must_always_say_so() {
    let mut site = Site::new().await;
    let callback = site.come_back("acme", Some("ada")).await;
    let reply = site.browser.get(&with_parameter(&callback, "iss", None)).await;
    site.assert_failed(&reply, CONFIGURATION, "`iss` is missing").await;
    assert_eq!(site.provider.asked("/token"), 0);
}

#[tokio::test]
async fn an_error_of_another_issuer_is_none_of_this_one() {
    let mut site = Site::new().await;
    let callback = site.come_back("acme", None).await;
    let reply = site.browser.get(&with_parameter(&callback, "iss", Some("https://evil.test"))).await;
    site.assert_failed(&reply, CONFIGURATION, "`iss` is another issuer").await;
}

/// The attacker's provider sends the browser on to the honest one, and hopes that the code comes to its own
/// token endpoint.
#[tokio::test]
async fn a_code_of_the_honest_provider_does_not_reach_the_attacker() {
    let attacker = crate::provider::Provider::start("http://127.0.0.1:1").await;
    let evil = attacker.issuer.clone();
    let mut site =
        Site::with(|builder, issuer| builder.provider(acme(issuer)).provider(acme(&evil).id("other"))).await;
    let leaving = site.leave("other").await;
    assert!(leaving.starts_with(&attacker.issuer));
    let relayed = leaving.replace(&attacker.issuer, &site.provider.issuer);
    let callback = site.browser.at_provider(&relayed, Some("ada")).await;
    let reply = site.browser.get(&callback).await;
    site.assert_failed(&reply, CONFIGURATION, "`iss` is another issuer").await;
    assert_eq!(attacker.asked("/token"), 0, "the attacker never sees the code");
    assert_eq!(site.provider.asked("/token"), 0);
}

/// The metadata of the attacker names the endpoints of the honest provider.
#[tokio::test]
async fn endpoints_of_another_do_not_make_tokens_of_another() {
    let mut site = Site::new().await;
    let change =
        |claims: &mut crate::provider::Claims| drop(claims.insert("iss".into(), "https://op.test".into()));
    site.provider.tamper(Tamper::IdToken { change, by: "provider" });
    let reply = site.sign_in("acme", Some("ada")).await;
    site.assert_failed(&reply, CONFIGURATION, "`iss`").await;
}
