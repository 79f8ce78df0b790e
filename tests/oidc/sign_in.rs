//! Sign-ins that go well, and refusals at the provider.

use auth::provider::oauth::Definition;
use axum::response::IntoResponse;
use http::StatusCode;

use crate::{
    app::*,
    browser::{encode, parameter},
    provider::Tamper,
};

#[tokio::test]
async fn openid_connect_signs_in() {
    let mut site = Site::new().await;
    let leaving = site.leave("acme").await;
    for (name, value) in
        [("response_type", "code"), ("client_id", "openid"), ("code_challenge_method", "S256")]
    {
        assert_eq!(parameter(&leaving, name).as_deref(), Some(value));
    }
    for name in ["state", "nonce", "code_challenge"] {
        assert!(parameter(&leaving, name).is_some_and(|value| value.len() >= 43), "{name}");
    }
    let callback = site.browser.at_provider(&leaving, Some("ada")).await;
    let reply = site.browser.get(&callback).await;
    assert_eq!(reply.location(), format!("{}/inside", site.url));
    assert_eq!(site.signed_in().await.as_deref(), Some("acme/ada"));
    let session = site.get("/auth/session").await.json();
    assert_eq!(session["user"]["name"], "Ada Lovelace");
    assert_eq!(session["user"]["image"], "https://img.test/ada.png");
    assert_eq!(site.journal.take(), [r#"acme ada@example.com Some("ada")"#]);
    assert_eq!(site.provider.asked("/token"), 1);
}

#[tokio::test]
async fn plain_oauth_signs_in() {
    let mut site = Site::new().await;
    let reply = site.sign_in("plain", Some("ada")).await;
    assert_eq!(reply.location(), format!("{}/inside", site.url));
    assert_eq!(site.signed_in().await.as_deref(), Some("plain/ada"));
    assert_eq!(site.journal.take(), ["plain ada@example.com None"]);
}

#[tokio::test]
async fn the_profile_can_come_from_userinfo() {
    let from_userinfo = |builder: Start, issuer: &str| {
        builder.provider(acme(issuer).definition(Definition::profile_from_userinfo))
    };
    let mut site = Site::with(from_userinfo).await;
    site.sign_in("acme", Some("bob")).await;
    assert_eq!(site.signed_in().await.as_deref(), Some("acme/bob"));
    assert_eq!(site.provider.asked("/me"), 1);
}

#[tokio::test]
async fn claims_of_scopes_come_from_userinfo_if_the_id_token_has_none() {
    let mut site = Site::new().await;
    site.provider.conform().await;
    site.sign_in("acme", Some("ada")).await;
    assert_eq!(site.signed_in().await.as_deref(), Some("acme/ada"));
    let session = site.get("/auth/session").await.json();
    assert_eq!(session["user"]["name"], "Ada Lovelace");
    assert_eq!(session["user"]["image"], "https://img.test/ada.png");
    assert_eq!(site.journal.take(), [r#"acme ada@example.com Some("ada")"#]);
    assert_eq!(site.provider.asked("/me"), 1);
}

#[tokio::test]
async fn an_id_token_with_its_claims_costs_no_further_request() {
    let mut site = Site::new().await;
    site.sign_in("acme", Some("ada")).await;
    assert_eq!(site.provider.asked("/me"), 0);
}

#[tokio::test]
async fn userinfo_that_fails_or_is_of_another_user_ends_no_sign_in() {
    let tampers = [
        Tamper::Answer { path: "/me", answer: || StatusCode::SERVICE_UNAVAILABLE.into_response() },
        Tamper::Json { path: "/me", change: |answer| drop(answer.insert("sub".into(), "bob".into())) },
    ];
    let mut site = Site::new().await;
    site.provider.conform().await;
    for tamper in tampers {
        site.provider.tamper(tamper);
        site.sign_in("acme", Some("ada")).await;
        assert_eq!(site.signed_in().await.as_deref(), Some("acme/ada"));
        assert_eq!(site.journal.take(), [r#"acme  Some("ada")"#]);
        assert_eq!(site.provider.asked("/me"), 1);
        let log = site.log.take();
        assert!(log.contains("the claims that the ID token lacks are left out"), "{log}");
        site.forget();
    }
}

/// The cookies that a browser sends along when another site makes it post something.
fn cross_site(site: &mut Site) {
    let own = site.browser.cookies.get_mut(&site.url).unwrap();
    own.retain(|name, _| name == "authjs.state" || name == "authjs.nonce" || name.contains("pkce"));
}

#[tokio::test]
async fn a_provider_may_answer_by_a_form() {
    let by_form =
        |builder: Start, issuer: &str| builder.provider(acme(issuer).definition(Definition::form_post));
    for login in [Some("ada"), None] {
        let mut site = Site::with(by_form).await;
        let leaving = site.leave("acme").await;
        let (url, fields) = site.browser.posted_by_provider(&leaving, login).await;
        assert_eq!(url, format!("{}/auth/callback/acme", site.url));
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let in_query = format!("{url}?{}", encode(&fields));
        let reply = site.browser.get(&in_query).await;
        site.assert_failed(&reply, CONFIGURATION, "the check `state` failed").await;
        cross_site(&mut site);
        let reply = site.browser.post(&url, &fields).await;
        if login.is_some() {
            assert_eq!(reply.location(), format!("{}/inside", site.url), "though its cookie was not sent");
            assert_eq!(site.signed_in().await.as_deref(), Some("acme/ada"));
        } else {
            site.assert_failed(&reply, REFUSED, "access_denied").await;
        }
    }
}

#[tokio::test]
async fn a_refusal_leads_back_to_the_sign_in_page() {
    let mut site = Site::new().await;
    for provider in ["acme", "plain"] {
        let reply = site.sign_in(provider, None).await;
        site.assert_failed(&reply, REFUSED, "access_denied").await;
        assert_eq!(site.provider.asked("/token"), 0);
    }
    site.sign_in("acme", Some("ada")).await;
    assert!(site.signed_in().await.is_some(), "and the next try may go well");
}

#[tokio::test]
async fn a_profile_that_is_nobodys_leads_back_to_the_sign_in_page() {
    let mut site = Site::new().await;
    let reply = site.sign_in("plain", Some("bob")).await;
    site.assert_failed(&reply, REFUSED, "no user for Bob").await;
}

#[tokio::test]
async fn an_unknown_client_is_told_to_nobody_but_the_log() {
    let mut site = Site::with(|builder, issuer| {
        let wrong = <auth::provider::oauth::Oidc>::new("acme", "Acme", issuer.to_owned(), "openid", "wr0ng");
        builder.provider(wrong)
    })
    .await;
    let reply = site.sign_in("acme", Some("ada")).await;
    assert_eq!(reply.location(), format!("{}{CONFIGURATION}", site.url));
    let log = site.log.take();
    assert!(log.contains("invalid_client") && !log.contains("wr0ng"), "{log}");
}
