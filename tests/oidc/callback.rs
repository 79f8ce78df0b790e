//! Callbacks that do not belong to a sign-in of this browser, or belong to it no more.

use std::time::Duration;

use crate::{app::*, browser::*};

#[tokio::test]
async fn the_state_must_be_that_of_the_browser() {
    let mut site = Site::new().await;
    for provider in ["acme", "plain"] {
        let callback = site.come_back(provider, Some("ada")).await;
        let own = parameter(&callback, "state").unwrap();
        let altered = format!("{}{}", &own[..own.len() - 2], if own.ends_with("AA") { "BB" } else { "AA" });
        for state in [None, Some(""), Some("guessed"), Some(altered.as_str())] {
            let reply = site.browser.get(&with_parameter(&callback, "state", state)).await;
            site.assert_failed(&reply, CONFIGURATION, "the check `state` failed").await;
        }
        assert_eq!(site.provider.asked("/token"), 0, "the code was not spent");
    }
}

#[tokio::test]
async fn another_browser_cannot_use_the_callback() {
    let mut site = Site::new().await;
    for provider in ["acme", "plain"] {
        let callback = site.come_back(provider, Some("ada")).await;
        site.forget();
        let reply = site.browser.get(&callback).await;
        site.assert_failed(&reply, CONFIGURATION, "the check `state` failed").await;
        // Nor one that has started a sign-in of its own: it would sign in as somebody else.
        site.leave(provider).await;
        let reply = site.browser.get(&callback).await;
        site.assert_failed(&reply, CONFIGURATION, "the check `state` failed").await;
        assert_eq!(site.provider.asked("/token"), 0);
    }
}

#[tokio::test]
async fn each_check_needs_its_cookie() {
    let mut site = Site::new().await;
    for (check, cookie) in
        [("state", "authjs.state"), ("pkce", "authjs.pkce.code_verifier"), ("nonce", "authjs.nonce")]
    {
        let callback = site.come_back("acme", Some("ada")).await;
        let own = site.url.clone();
        let kept = site.browser.cookies.get_mut(&own).unwrap().remove(cookie).unwrap();
        let reply = site.browser.get(&callback).await;
        site.assert_failed(&reply, CONFIGURATION, &format!("the check `{check}` failed")).await;
        // Nor does a cookie that was changed do. The failure has ended the sign-in, so there is a new one.
        let callback = site.come_back("acme", Some("ada")).await;
        site.browser.cookies.get_mut(&own).unwrap().insert(cookie.to_owned(), format!("{kept}x"));
        let reply = site.browser.get(&callback).await;
        site.assert_failed(&reply, CONFIGURATION, &format!("the check `{check}` failed")).await;
        assert_eq!(site.provider.asked("/token"), 0);
        site.forget();
    }
}

#[tokio::test]
async fn the_checks_of_one_provider_do_not_do_for_another() {
    let mut site =
        Site::with(|builder, issuer| builder.provider(acme(issuer)).provider(acme(issuer).id("other"))).await;
    let callback = site.come_back("acme", Some("ada")).await;
    let reply = site.browser.get(&callback.replace("callback/acme", "callback/other")).await;
    site.assert_failed(&reply, CONFIGURATION, "belongs to a sign-in by another provider").await;
}

#[tokio::test]
async fn a_callback_works_once() {
    let mut site = Site::new().await;
    for provider in ["acme", "plain"] {
        let callback = site.come_back(provider, Some("ada")).await;
        let before = site.browser.cookies.clone();
        site.browser.get(&callback).await;
        assert!(site.signed_in().await.is_some());
        site.post("/auth/signout", &[]).await;
        site.log.take();
        // The checks are gone.
        let reply = site.browser.get(&callback).await;
        site.assert_failed(&reply, CONFIGURATION, "the check `state` failed").await;
        // And with the cookies of before, the code is.
        site.browser.cookies = before;
        let reply = site.browser.get(&callback).await;
        site.assert_failed(&reply, CONFIGURATION, "invalid_grant").await;
        site.forget();
    }
}

#[tokio::test]
async fn a_sign_in_takes_a_quarter_of_an_hour_at_most() {
    let mut site = Site::new().await;
    let callback = site.come_back("acme", Some("ada")).await;
    site.wait(Duration::from_secs(15 * 60 + 20));
    let reply = site.browser.get(&callback).await;
    site.assert_failed(&reply, CONFIGURATION, "the check `state` failed").await;
}

#[tokio::test]
async fn a_code_is_bound_to_its_verifier() {
    let mut site = Site::new().await;
    let stolen = site.come_back("plain", Some("ada")).await;
    let code = parameter(&stolen, "code").unwrap();
    site.forget();
    // Injected into a sign-in of the thief's own, whose state is right.
    let own = site.come_back("plain", Some("bob")).await;
    let reply = site.browser.get(&with_parameter(&own, "code", Some(&code))).await;
    site.assert_failed(&reply, CONFIGURATION, "invalid_grant").await;
}

#[tokio::test]
async fn only_a_response_with_a_code_is_one() {
    let mut site = Site::new().await;
    for (name, value) in [
        ("code", None),
        ("code", Some("")),
        ("response", Some("a.b.c")),
        ("id_token", Some("a.b.c")),
        ("token", Some("t")),
    ] {
        let callback = site.come_back("acme", Some("ada")).await;
        let reply = site.browser.get(&with_parameter(&callback, name, value)).await;
        site.assert_failed(&reply, CONFIGURATION, "the authorization response is not valid").await;
        assert_eq!(site.provider.asked("/token"), 0, "{name}");
    }
}

#[tokio::test]
async fn the_query_of_a_sign_in_cannot_redirect_the_code() {
    let mut site = Site::new().await;
    let path = "/auth/signin/acme?redirect_uri=https%3A%2F%2Fevil.test%2F&client_id=evil&response_type=token\
        &state=known&nonce=known&code_challenge=known&code_challenge_method=plain&login_hint=ada\
        &request=a.b.c&request_uri=urn%3Aevil&registration=x&claims=x&id_token_hint=x&dpop_jkt=x\
        &client_assertion=x&client_assertion_type=x&response_mode=query&resource=x&scope=all";
    let leaving = site.post(path, &[]).await.location().to_owned();
    let own = format!("{}/auth/callback/acme", site.url);
    for (name, value) in [
        ("redirect_uri", own.as_str()),
        ("client_id", "openid"),
        ("response_type", "code"),
        ("code_challenge_method", "S256"),
        ("login_hint", "ada"),
    ] {
        assert_eq!(parameter(&leaving, name).as_deref(), Some(value));
    }
    for name in ["state", "nonce", "code_challenge"] {
        assert_ne!(parameter(&leaving, name).as_deref(), Some("known"));
    }
    for name in [
        "request",
        "request_uri",
        "registration",
        "claims",
        "id_token_hint",
        "dpop_jkt",
        "client_assertion",
        "client_assertion_type",
        "response_mode",
        "resource",
    ] {
        assert_eq!(parameter(&leaving, name), None, "{name}");
    }
    assert_eq!(parameter(&leaving, "scope").as_deref(), Some("openid profile email"));
}

#[tokio::test]
async fn a_sign_in_starts_by_a_form_of_this_site_only() {
    let mut site = Site::new().await;
    let url = format!("{}/auth/signin/acme", site.url);
    let reply = site.browser.post(&url, &[("csrfToken", "guessed")]).await;
    assert_eq!(reply.location(), format!("{}/auth/signin?error=MissingCSRF", site.url));
    let reply = site.browser.get(&url).await;
    assert_eq!(reply.location(), format!("{}{CONFIGURATION}", site.url));
}

#[tokio::test]
async fn nobody_is_sent_to_another_site_after_signing_in() {
    let mut site = Site::new().await;
    for wish in ["https://evil.test/", "//evil.test/", "/\\evil.test", "https:evil.test"] {
        let leaving = site.post("/auth/signin/acme", &[("callbackUrl", wish)]).await.location().to_owned();
        if !leaving.starts_with(&site.provider.issuer) {
            assert_eq!(leaving, format!("{}{CONFIGURATION}", site.url), "{wish}");
            continue;
        }
        let callback = site.browser.at_provider(&leaving, Some("ada")).await;
        let reply = site.browser.get(&callback).await;
        assert_eq!(origin(reply.location()), site.url, "{wish}");
        site.forget();
    }
}
