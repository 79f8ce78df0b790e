//! What must not sign anybody in.

use auth::{
    adapter::{Adapter, AnyAdapter, MemoryAdapter},
    testing::SoftwarePasskey,
};
use http::header::CONTENT_TYPE;
use serde_json::json;

use super::*;

#[tokio::test]
async fn a_challenge_is_answered_once_and_in_time() {
    for database in databases().await {
        let (mut site, mut key) = (browser(&database), key());
        site.register(&key, "gwen@example.com").await;
        let mut other = browser(&database);
        let challenge = other.challenge("action=authenticate").await;
        let kept = other.cookies[CHALLENGE].clone();
        let answer = key.authenticate(&challenge);
        assert_eq!(other.answer("authenticate", &answer).await, HOME);

        // Both the same answer and a fresh one to the same challenge.
        for answer in [answer, key.authenticate(&challenge)] {
            let mut thief = browser(&database);
            thief.cookies.insert(CHALLENGE.to_owned(), kept.clone());
            let refused = Site::error("error", "WebAuthnVerificationError");
            assert_eq!(thief.answer("authenticate", &answer).await, refused);
            assert_eq!(thief.email().await, None);
        }

        let mut late = browser(&database);
        let challenge = late.challenge("action=authenticate").await;
        late.clock.advance(std::time::Duration::from_secs(915));
        let answer = key.authenticate(&challenge);
        assert_eq!(late.answer("authenticate", &answer).await, Site::error("error", "Configuration"));
        late.cookies.remove(CHALLENGE);
        assert_eq!(late.answer("authenticate", &answer).await, Site::error("error", "Configuration"));
        assert_eq!(late.email().await, None);
    }
}

#[tokio::test]
async fn an_answer_is_worth_nothing_in_another_browser() {
    for database in databases().await {
        let (mut site, mut key) = (browser(&database), key());
        site.register(&key, "gwen@example.com").await;
        let (mut asked, mut other) = (browser(&database), browser(&database));
        other.challenge("action=authenticate").await;
        let answer = key.authenticate(&asked.challenge("action=authenticate").await);
        let refused = Site::error("error", "WebAuthnVerificationError");
        assert_eq!(other.answer("authenticate", &answer).await, refused);
        // A challenge for a sign-in registers nobody.
        let challenge = asked.challenge("action=authenticate").await;
        let answer = SoftwarePasskey::new(ORIGIN).unwrap().register(&challenge);
        assert_eq!(asked.answer("register", &answer).await, Site::error("error", "Configuration"));
    }
}

#[tokio::test]
async fn to_know_somebodys_credential_id_is_worth_nothing() {
    for database in databases().await {
        let (mut site, key) = (browser(&database), key());
        site.register(&key, "gwen@example.com").await;
        let victims = credential_id(&key.register(""));
        let before = database.authenticator(&victims).await.unwrap().unwrap();

        let forged = || SoftwarePasskey::new(ORIGIN).unwrap().posing_as(&key);
        let not_linked = Site::error("signin", "AccountNotLinked");
        let mut stranger = browser(&database);
        assert_eq!(stranger.register(&forged(), "eve@example.com").await, not_linked);
        assert_eq!(stranger.email().await, None);
        assert!(database.user_by_email("eve@example.com").await.unwrap().is_none());

        let mut eve = browser(&database);
        eve.register(&SoftwarePasskey::new(ORIGIN).unwrap(), "eve@example.com").await;
        assert_eq!(eve.register(&forged(), "eve@example.com").await, not_linked);
        assert_eq!(eve.email().await.as_deref(), Some("eve@example.com"));

        // Signing in under that id by another key.
        let refused = Site::error("error", "WebAuthnVerificationError");
        assert_eq!(stranger.authenticate(&mut forged()).await, refused);
        assert_eq!(database.authenticator(&victims).await.unwrap().unwrap(), before);
    }
}

#[tokio::test]
async fn somebody_elses_passkey_does_not_take_a_session_over() {
    for database in databases().await {
        let (mut gwen, mut hers) = (browser(&database), key());
        gwen.register(&hers, "gwen@example.com").await;
        let (mut hedy, other) = (browser(&database), key());
        hedy.register(&other, "hedy@example.com").await;
        assert_eq!(hedy.authenticate(&mut hers).await, Site::error("signin", "AccountNotLinked"));
        assert_eq!(hedy.email().await.as_deref(), Some("hedy@example.com"));

        // Begun by one, finished by another: the passkey that says `hedy` does not become Gwen's.
        let challenge = hedy.challenge("action=register").await;
        gwen.cookies.insert(CHALLENGE.to_owned(), hedy.cookies[CHALLENGE].clone());
        let answer = key().register(&challenge);
        assert_eq!(gwen.answer("register", &answer).await, Site::error("signin", "AccountNotLinked"));
        let user = database.user_by_email("gwen@example.com").await.unwrap().unwrap();
        assert_eq!(database.authenticators_of(&user.id()).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn a_counter_that_goes_back_is_refused() {
    for database in databases().await {
        let (mut site, key) = (browser(&database), key());
        site.register(&key, "gwen@example.com").await;
        let mut key = key.counter(9);
        assert_eq!(browser(&database).authenticate(&mut key).await, HOME);
        let refused = Site::error("error", "WebAuthnVerificationError");
        for stale in [8, 9] {
            let mut other = browser(&database);
            key = key.counter(stale);
            assert_eq!(other.authenticate(&mut key).await, refused);
            assert_eq!(other.email().await, None);
        }
        assert_eq!(browser(&database).authenticate(&mut key).await, HOME);
    }
}

#[tokio::test]
async fn the_csrf_token_is_demanded() {
    for database in databases().await {
        let (mut site, key) = (browser(&database), key());
        let challenge = site.challenge("action=register&email=gwen%40example.com").await;
        let data = key.register(&challenge).to_string();
        let body = form([("action", "register"), ("data", data.as_str())].into_iter());
        let request = http::Request::post(CALLBACK).header(CONTENT_TYPE, FORM);
        assert_eq!(site.send(request, body).await.location(), Site::error("signin", "MissingCSRF"));
        assert!(database.user_by_email("gwen@example.com").await.unwrap().is_none());
        assert_eq!(site.answer("register", &key.register(&challenge)).await, HOME);
    }
}

#[tokio::test]
async fn guards_are_asked_before_anything_is_written() {
    for database in databases().await {
        for (name, target) in
            [("away", format!("{HOME}/banned")), ("denied", Site::error("error", "AccessDenied"))]
        {
            let (mut site, key) = (browser(&database), key());
            let email = format!("{name}@example.com");
            assert_eq!(site.register(&key, &email).await, target);
            assert_eq!(site.email().await, None);
            assert!(database.user_by_email(&email).await.unwrap().is_none());
            assert!(database.authenticator(&credential_id(&key.register(""))).await.unwrap().is_none());
        }
    }
}

#[tokio::test]
async fn what_is_no_answer_is_refused() {
    let mut site = browser(&AnyAdapter::new(MemoryAdapter::new()));
    let configuration = Site::error("error", "Configuration");
    for fields in [
        &[][..],
        &[("action", "register")],
        &[("action", "other"), ("data", "{}")],
        &[("action", "register"), ("data", "{}")],
        &[("action", "authenticate"), ("data", "no json")],
        &[("action", "authenticate"), ("data", r#"{"id":"AAAA"}"#)],
    ] {
        assert_eq!(site.post(CALLBACK, fields).await.location(), configuration, "{fields:?}");
    }
    assert_eq!(site.get(CALLBACK).await.location(), configuration);
    for path in ["/auth/webauthn-options", "/auth/webauthn-options/credentials"] {
        assert_eq!(site.get(path).await.location(), configuration, "{path}");
    }
    let challenge = site.challenge("action=register&email=gwen%40example.com").await;
    let mut answer = key().register(&challenge);
    answer["response"]["attestationObject"] = json!("AAAA");
    assert_eq!(site.answer("register", &answer).await, Site::error("error", "WebAuthnVerificationError"));
}
