//! The responses to sessions whose user has to prove more.

use axum::body::Body;
use http::{StatusCode, header::*};

use super::*;

#[tokio::test]
async fn a_program_gets_the_challenge_of_rfc_9470() {
    everywhere(async |mut visit| {
        let signed_out = visit.site.get("/passkey").await;
        assert_eq!((signed_out.status, signed_out.header(WWW_AUTHENTICATE)), (StatusCode::UNAUTHORIZED, ""));
        visit.by_password(ADA).await;
        for (path, parameters) in [
            ("/passkey", r#", acr_values="hwk swk", max_age="900""#),
            ("/strong", r#", acr_values="hwk swk mfa", max_age="900""#),
            ("/linked", r#", acr_values="fed""#),
        ] {
            let reply = visit.site.get(path).await;
            assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
            assert_eq!(reply.json(), json!({ "error": "insufficient_user_authentication" }));
            assert_eq!(reply.header(CACHE_CONTROL), "no-store");
            let challenge = format!(
                r#"Bearer error="insufficient_user_authentication", error_description="The user has to prove more, or again"{parameters}"#
            );
            assert_eq!(reply.header(WWW_AUTHENTICATE), challenge);
        }
        visit.site.clock.advance(std::time::Duration::from_secs(301));
        let reply = visit.site.get("/fresh").await;
        assert!(reply.header(WWW_AUTHENTICATE).ends_with(r#"again", max_age="300""#));
        assert_eq!(visit.site.get("/password").await.body, "in", "a proof without an age lasts");
        assert_eq!(visit.site.get("/perhaps").await.body, "false");
        visit.by_password(ADA).await;
        assert_eq!(visit.site.get("/fresh").await.body, "in");
        assert_eq!(visit.site.get("/perhaps").await.body, "true");
        visit.site.cookies.clear();
        assert_eq!(visit.site.get("/perhaps").await.body, "false");
    })
    .await;
}

#[tokio::test]
async fn a_browser_is_sent_to_the_step_up_page_and_learns_of_it_after_a_form() {
    let [database, _] = databases().await;
    let mut visit = Visit::new(&database, SETUPS[0]).await;
    visit.by_password(ADA).await;
    let reply = visit.site.visit("/passkey?page=2&x=%26").await;
    assert_eq!(
        reply.location(),
        "/auth/step-up?acr_values=hwk+swk&max_age=900&callbackUrl=%2Fpasskey%3Fpage%3D2%26x%3D%2526"
    );
    assert!(reply.header(VARY).contains("sec-fetch-mode"));

    visit.site.clock.advance(std::time::Duration::from_secs(301));
    for (referer, back) in [
        ("http://site.test/account?tab=1", "%2Faccount%3Ftab%3D1"),
        ("https://evil.test/form", "%2F"),
        ("http://site.test.evil.test/form", "%2F"),
        ("nonsense", "%2F"),
    ] {
        let request = Request::post("/close")
            .header("sec-fetch-mode", "navigate")
            .header(HOST, "site.test")
            .header(REFERER, referer);
        let reply = visit.site.send(request, Body::empty()).await;
        assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
        assert!(reply.header(WWW_AUTHENTICATE).starts_with("Bearer error=\"insufficient_user"));
        assert!(reply.header(CONTENT_TYPE).starts_with("text/html"));
        let link = format!("href=\"/auth/step-up?max_age=300&amp;callbackUrl={back}\"");
        assert!(
            reply.body.contains(&link) && reply.body.contains("and fill in the form again"),
            "{}",
            reply.body
        );
    }
    let reply = visit.site.send(Request::post("/close"), Body::empty()).await;
    assert_eq!(reply.json(), json!({ "error": "insufficient_user_authentication" }));
}
