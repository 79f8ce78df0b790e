//! Sign-out at the provider too (OpenID Connect RP-Initiated Logout 1.0).

use std::time::Duration;

use auth::{
    adapter::MemoryAdapter,
    provider::oauth::{Definition, Oidc},
};

use crate::{
    app::*,
    browser::{Reply, origin, parameter, with_parameter},
    provider::{Claims, DISCOVERY, SECRET, Tamper},
};

const HINT: &str = "authjs.sign-out-hint";

async fn site() -> Site {
    Site::with(|builder, issuer| {
        builder
            .provider(acme(issuer).sign_out_at_provider())
            .provider(plain(issuer))
            .provider(acme(issuer).id("other"))
    })
    .await
}

impl Site {
    async fn sign_out(&mut self) -> Reply {
        self.post("/auth/signout", &[("callbackUrl", "/bye")]).await
    }

    fn hint(&self) -> Option<&String> {
        self.browser.cookies[&self.url]
            .iter()
            .find(|(name, _)| name.starts_with(HINT))
            .map(|(_, value)| value)
    }

    /// The provider's own form, which ends its session: where it sends the browser.
    async fn confirm(&mut self, url: &str) -> String {
        let page = self.browser.get(url).await;
        let value = |name: &str| {
            let (_, rest) = page.body.split_once(name).unwrap_or_else(|| panic!("{}", page.body));
            rest.split('"').nth(1).unwrap().to_owned()
        };
        let xsrf = value(r#"name="xsrf" value="#);
        let action = format!("{}/session/end/confirm", self.provider.issuer);
        let reply = self.browser.post(&action, &[("xsrf", &xsrf), ("logout", "yes")]).await;
        reply.location().to_owned()
    }
}

#[tokio::test]
async fn sign_out_ends_the_session_of_the_provider_too() {
    let mut site = site().await;
    site.sign_in("acme", Some("ada")).await;
    let reply = site.sign_out().await;
    let url = reply.location().to_owned();
    assert_eq!(site.signed_in().await, None, "the session here has ended before the browser arrives there");
    assert!(site.hint().is_none());
    assert!(url.starts_with(&format!("{}/session/end?", site.provider.issuer)), "{url}");
    let back = format!("{}/auth/signout/acme", site.url);
    assert_eq!(parameter(&url, "client_id").as_deref(), Some("openid"));
    assert_eq!(parameter(&url, "post_logout_redirect_uri").as_deref(), Some(&*back));
    let hint = crate::provider::payload(&parameter(&url, "id_token_hint").unwrap());
    assert_eq!(hint["sub"], "ada");

    let returned = site.confirm(&url).await;
    assert!(returned.starts_with(&format!("{back}?")), "{returned}");
    let reply = site.browser.get(&returned).await;
    assert_eq!(reply.location(), format!("{}/bye", site.url));
    // Who signs in again is asked again: the provider has forgotten Ada.
    site.sign_in("acme", Some("bob")).await;
    assert_eq!(site.signed_in().await.as_deref(), Some("acme/bob"));
}

#[tokio::test]
async fn scripts_get_the_url() {
    let mut site = site().await;
    site.sign_in("acme", Some("ada")).await;
    let csrf = site.get("/auth/csrf").await.json()["csrfToken"].as_str().unwrap().to_owned();
    let url = format!("{}/auth/signout", site.url);
    let request = http::Request::post(&url)
        .header("x-auth-return-redirect", "1")
        .header("content-type", "application/x-www-form-urlencoded");
    let reply = site.browser.send(&url, request, format!("csrfToken={csrf}")).await;
    assert_eq!(origin(reply.json()["url"].as_str().unwrap()), site.provider.issuer);
}

#[tokio::test]
async fn without_the_option_nothing_changes() {
    let mut site = Site::new().await;
    site.sign_in("acme", Some("ada")).await;
    assert!(site.hint().is_none());
    assert_eq!(site.sign_out().await.location(), format!("{}/bye", site.url));
    assert_eq!(site.get("/auth/signout/acme").await.status, 400);
}

#[tokio::test]
async fn other_providers_sign_out_here_only() {
    let mut site = site().await;
    for provider in ["plain", "other"] {
        // The provider of the sign-in before is forgotten.
        site.sign_in("acme", Some("ada")).await;
        assert!(site.hint().is_some());
        site.sign_in(provider, Some("ada")).await;
        assert!(site.hint().is_none());
        assert_eq!(site.sign_out().await.location(), format!("{}/bye", site.url));
        assert_eq!(site.get(&format!("/auth/signout/{provider}")).await.status, 400);
    }
}

#[tokio::test]
async fn the_hint_lasts_as_long_as_the_session() {
    let mut site = site().await;
    site.sign_in("acme", Some("ada")).await;
    site.wait(Duration::from_secs(20 * 24 * 3600));
    let reply = site.get("/auth/session").await;
    let expiry = |name: &str| {
        let cookies: Vec<_> = reply.set_cookies().map(|cookie| cookie.to_str().unwrap()).collect();
        let cookie =
            *cookies.iter().find(|cookie| cookie.starts_with(name)).unwrap_or_else(|| panic!("{cookies:?}"));
        cookie.split("; ").find(|part| part.starts_with("Expires=")).unwrap().to_owned()
    };
    assert_eq!(expiry(HINT), expiry("authjs.session-token"));
    for cookie in
        reply.set_cookies().map(|cookie| cookie.to_str().unwrap()).filter(|text| text.starts_with(HINT))
    {
        assert!(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax"), "{cookie}");
    }
    site.wait(Duration::from_secs(20 * 24 * 3600));
    assert!(site.sign_out().await.location().starts_with(&site.provider.issuer));
}

#[tokio::test]
async fn it_is_the_same_with_sessions_in_a_database() {
    let mut site = Site::serve(|builder, issuer| {
        let builder = builder.provider(acme(issuer).sign_out_at_provider()).provider(plain(issuer));
        let auth: auth::Auth = builder.database_sessions(MemoryAdapter::new()).build().unwrap();
        auth
    })
    .await;
    site.sign_in("acme", Some("ada")).await;
    site.wait(Duration::from_secs(20 * 24 * 3600));
    assert_eq!(site.get("/auth/session").await.json()["user"]["name"], "Ada Lovelace");
    site.wait(Duration::from_secs(20 * 24 * 3600));
    let url = site.sign_out().await.location().to_owned();
    assert!(parameter(&url, "id_token_hint").is_some());
    assert_eq!(site.get("/auth/session").await.body, "null");
    site.sign_in("plain", Some("ada")).await;
    assert_eq!(site.sign_out().await.location(), format!("{}/bye", site.url));
}

#[tokio::test]
async fn a_long_id_token_is_left_out() {
    let mut site = site().await;
    let change = |claims: &mut Claims| drop(claims.insert("groups".into(), "x".repeat(4000).into()));
    site.provider.tamper(Tamper::IdToken { change, by: "provider" });
    site.sign_in("acme", Some("ada")).await;
    let url = site.sign_out().await.location().to_owned();
    assert_eq!(parameter(&url, "id_token_hint"), None);
    let returned = site.confirm(&url).await;
    assert!(returned.starts_with(&site.url), "the client's id is enough: {returned}");
}

#[tokio::test]
async fn a_provider_that_cannot_be_asked_keeps_nobody_signed_in_here() {
    let broken: [Tamper; 2] = [
        Tamper::Answer { path: DISCOVERY, answer: || http::Response::new(axum::body::Body::empty()) },
        Tamper::Json { path: DISCOVERY, change: |metadata| drop(metadata.remove("end_session_endpoint")) },
    ];
    for tamper in broken {
        // The endpoints are configured, so that discovery is for signing out only.
        let mut site =
            Site::with(|builder, issuer| builder.provider(plain(issuer).sign_out_at_provider())).await;
        site.sign_in("plain", Some("ada")).await;
        site.provider.tamper(tamper);
        assert_eq!(site.sign_out().await.location(), format!("{}/bye", site.url));
        assert_eq!(site.signed_in().await, None);
        let log = site.log.take();
        assert!(log.contains("the provider `plain`"), "{log}");
    }
}

#[tokio::test]
async fn coming_back_needs_no_state_and_believes_none_but_ours() {
    let mut site = site().await;
    site.sign_in("acme", Some("ada")).await;
    let url = site.sign_out().await.location().to_owned();
    let returned = format!(
        "{}?state={}",
        parameter(&url, "post_logout_redirect_uri").unwrap(),
        parameter(&url, "state").unwrap()
    );
    let reply = site.browser.get(&returned).await;
    assert_eq!(reply.location(), format!("{}/bye", site.url));
    for state in [None, Some("https://evil.test/"), Some("a.b.c.d.e")] {
        let reply = site.browser.get(&with_parameter(&returned, "state", state)).await;
        assert_eq!(reply.location(), format!("{}/bye", site.url), "the cookie says so");
    }
    site.forget();
    let reply = site.browser.get(&with_parameter(&returned, "state", Some("forged"))).await;
    assert_eq!(reply.location(), site.url);
}

#[tokio::test]
async fn the_page_lets_its_form_lead_to_the_provider() {
    let mut site = site().await;
    let policy = |reply: &Reply| reply.headers["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy(&site.get("/auth/signout").await).contains("form-action"));
    site.sign_in("acme", Some("ada")).await;
    assert!(!policy(&site.get("/auth/signout").await).contains("form-action"));
}

#[test]
fn a_provider_without_an_issuer_cannot_be_signed_out_at() {
    let definition = Definition::oauth("plain", "Plain")
        .authorization("https://op.test/auth")
        .token("https://op.test/token")
        .userinfo("https://op.test/me");
    let plain = auth::provider::oauth::OAuth2::<Me>::new(definition, "plain", SECRET).sign_out_at_provider();
    let built = auth::Auth::builder()
        .environment(|_| None)
        .secret(SECRET)
        .url("https://app.test")
        .provider(plain)
        .provider(<Oidc>::new("acme", "Acme", "https://op.test", "openid", SECRET).sign_out_at_provider())
        .build();
    let told = built.err().unwrap().to_string();
    assert!(told.contains("sign_out_at_provider") && told.contains("issuer"), "{told}");
}
