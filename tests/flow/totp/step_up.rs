//! The code of an authenticator application as a further proof of a session.

use auth::{
    Fresh, Proven,
    assurance::{Mfa, Otp},
};
use axum::{Router, routing::get};

use super::*;

fn routes(site: &Site) -> Router {
    let proofs = async |session: Session<Visible>| {
        let names: Vec<_> = session.assurance().proofs().map(|(method, _)| method.as_str()).collect();
        names.join(" ")
    };
    Router::new()
        .route("/proofs", get(proofs))
        .route("/code", get(async |_: Proven<Session<Visible>, Otp, Minutes<5>>| "in"))
        .route("/strong", get(async |_: Proven<Session<Visible>, Mfa, Minutes<5>>| "in"))
        .route("/fresh", get(async |_: Fresh<Session<Visible>, Minutes<5>>| "in"))
        .merge(site.auth.routes())
        .layer(site.auth.layer())
        .with_state(site.auth.clone())
}

/// The forms of the step-up page to which a route leads: for a password, and for a code.
async fn offers(site: &mut Site, path: &str) -> (bool, bool) {
    let left = site.visit(path).await.location().to_owned();
    let page = site.visit(&left).await.body;
    (page.contains("callback/credentials"), page.contains("one-time-code"))
}

/// A site whose user has enrolled an authenticator application, so long ago that no proof is recent.
async fn enrolled(kept: Kept) -> (Site, App, Vec<String>) {
    let (site, ..) = ada(kept).await;
    let mut site = site.routed(routes);
    let (app, codes) = enrol(&mut site).await;
    site.clock.advance(MINUTE * 6);
    (site, app, codes)
}

#[tokio::test]
async fn a_user_without_an_app_is_led_to_set_one_up_and_comes_back() {
    let (site, ..) = ada(Kept::Rows).await;
    let mut site = site.routed(routes);
    let left = site.visit("/code").await.location().to_owned();
    let page = site.visit(&left).await.body;
    let set_up = "http://site.test/auth/totp?callbackUrl=http%3A%2F%2Fsite.test%2Fcode";
    assert!(page.contains(&format!("href=\"{set_up}\"")), "{page}");
    assert_eq!(field(&site.visit(set_up).await.body, "callbackUrl"), "http://site.test/code");
    enrol(&mut site).await;
    assert_eq!(site.get("/code").await.body, "in");
}

#[tokio::test]
async fn a_code_is_added_to_the_proofs_once() {
    for kept in [Kept::Rows, Kept::RevocableTokens, Kept::Tokens] {
        let (mut site, app, codes) = enrolled(kept).await;
        assert_eq!(offers(&mut site, "/strong").await, (true, false), "of two factors, the first is missing");
        assert_eq!(offers(&mut site, "/fresh").await, (true, true));
        assert_eq!(offers(&mut site, "/code").await, (false, true));

        let wrong = site.post("/auth/step-up", &[("code", "000000")]).await;
        assert_eq!(wrong.location(), "http://site.test/auth/step-up?error=WrongCode");
        let page = site.visit("/auth/step-up?error=WrongCode").await.body;
        assert!(page.contains("This code is wrong") && page.contains("one-time-code"));
        assert_eq!(site.get("/code").await.status, 401);

        let (before, code) = (site.cookies.clone(), app.code(&site));
        let right = site.post("/auth/step-up", &[("code", &code)]).await;
        assert_eq!(right.location(), "http://site.test/code", "{kept:?}");
        assert_eq!(site.get("/proofs").await.body, "pwd otp");
        assert_eq!(site.get("/code").await.body, "in");
        assert_eq!(site.get("/strong").await.status, 401, "the password is old");
        if kept != Kept::Tokens {
            assert!(!is_session(&mut site, &before).await, "{kept:?}: the session is issued anew");
        }

        // A code is used once, and only if it was asked for.
        let again = site.post("/auth/step-up", &[("code", &code)]).await;
        assert_eq!(again.location(), "http://site.test/auth/step-up");
        site.visit("/auth/step-up?acr_values=otp&callbackUrl=/code").await;
        let replayed = site.post("/auth/step-up", &[("code", &code)]).await;
        assert_eq!(replayed.location(), "http://site.test/auth/step-up?error=WrongCode");
        let recovered = site.post("/auth/step-up", &[("code", &codes[0])]).await;
        assert_eq!(recovered.location(), "http://site.test/code");
    }
}

#[tokio::test]
async fn a_code_needs_the_session_its_token_and_its_owner() {
    let (mut site, app, _) = enrolled(Kept::Rows).await;
    site.visit("/auth/step-up?acr_values=otp&callbackUrl=https%3A%2F%2Fevil.test").await;
    let code = app.code(&site);
    let form = format!("code={code}");
    let request = http::Request::post("/auth/step-up").header(http::header::CONTENT_TYPE, FORM);
    let forged = site.send(request, form).await;
    assert!(forged.location().contains("MissingCSRF"), "{}", forged.location());
    let own = std::mem::take(&mut site.cookies);
    let signed_out = site.post("/auth/step-up", &[("code", &code)]).await;
    assert!(signed_out.location().starts_with("/auth/signin?"), "{}", signed_out.location());
    site.cookies = own;
    assert_eq!(site.get("/code").await.status, 401);
    let more = [("code", code.as_str()), ("callbackUrl", "https://evil.test/x")];
    assert_eq!(site.post("/auth/step-up", &more).await.location(), "http://site.test");
    assert_eq!(site.get("/code").await.body, "in");
}
