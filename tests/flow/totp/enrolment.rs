//! The enrolment of an authenticator application.

use std::{collections::BTreeMap, time::Duration};

use auth::{
    User,
    adapter::{Adapter, EmailProof, NewUser, UserPatch},
    assurance::AuthMethod,
};

use super::*;
use crate::{database::databases, logs::Log};

#[tokio::test]
async fn a_code_enrols_the_app_and_ends_the_other_sessions() {
    for database in databases().await {
        for kept in [Kept::Rows, Kept::RevocableTokens, Kept::Tokens] {
            let id = user(&database, &format!("{kept:?}")).await;
            let mut site = site(&database, kept);
            let phone = enter(&mut site, &id).await;
            let before = enter(&mut site, &id).await;
            let page = site.visit("/auth/totp").await;
            assert!(page.body.contains("aria-label=\"QR code"), "{}", page.body);
            assert!(page.body.contains(&format!("otpauth://totp/Acme:{kept:?}%40example.com?secret=")));
            assert!(page.header(http::header::CACHE_CONTROL).contains("no-store"));
            assert!(database.second_factor(&id).await.unwrap().is_none(), "nothing is stored yet");

            let app = App(secret(&page.body));
            assert_eq!(app.0.len(), 32);
            let code = app.code(&site);
            let shown = confirm(&mut site, &page.body, &code).await;
            let codes = codes(&shown);
            assert_eq!(codes.len(), 10);
            assert!(shown.body.contains("You have been signed out on your other devices."));
            let stored = database.second_factor(&id).await.unwrap().unwrap();
            assert_eq!((stored.created, stored.recovery_codes), (NOW, 10));
            assert_eq!(changes(&site), [format!("{id} Enrolled")]);

            site.clock.advance(MINUTE);
            let now = site.cookies.clone();
            assert!(is_session(&mut site, &now).await, "{kept:?}");
            let session = site.auth.session(&site.headers()).await.unwrap().unwrap();
            let proven = session.assurance().proven_at(AuthMethod::Otp);
            assert_eq!(proven, Some(NOW), "the code is a proof");
            assert_eq!(session.assurance().proven_at(AuthMethod::Password), Some(NOW), "earlier ones stay");
            for other in [&phone, &before] {
                assert_eq!(is_session(&mut site, other).await, kept == Kept::Tokens, "{kept:?}");
            }

            let page = site.visit("/auth/totp").await;
            assert!(page.body.contains("Two-step verification is on"));
            assert!(page.body.contains("You have 10 recovery codes left."));
            assert!(codes.iter().all(|code| !page.body.contains(code)), "they are shown once");
        }
    }
}

#[tokio::test]
async fn a_stale_session_steps_up_first() {
    for kept in [Kept::Rows, Kept::Tokens] {
        let (mut site, database, id) = ada(kept).await;
        site.clock.advance(MINUTE * 10);
        assert_eq!(site.visit("/auth/totp").await.status, 200, "ten minutes are recent");
        site.clock.advance(Duration::from_secs(1));
        let reply = site.visit("/auth/totp").await;
        assert_eq!(reply.location(), "/auth/step-up?max_age=600&callbackUrl=%2Fauth%2Ftotp");
        assert_eq!(
            act(&mut site, "confirm", "123456").await.location(),
            "http://site.test/auth/totp?error=Expired"
        );
        enter(&mut site, &id).await;
        enrol(&mut site).await;
        // The way back survives a step-up, and is never the page itself.
        site.clock.advance(MINUTE * 11);
        database.remove_second_factor(&id, None).await.unwrap();
        let reply = site.visit("/auth/totp?callbackUrl=%2Faccount").await;
        let back = "/auth/step-up?max_age=600&callbackUrl=%2Fauth%2Ftotp%3FcallbackUrl%3D%252Faccount";
        assert_eq!(reply.location(), back);
        enter(&mut site, &id).await;
        for (path, way) in [("?callbackUrl=%2Faccount", "/account"), ("?callbackUrl=%2Fauth%2Ftotp", "")] {
            let page = site.visit(&format!("/auth/totp{path}")).await;
            assert_eq!(field(&page.body, "callbackUrl"), format!("http://site.test{way}"));
        }
        enrol(&mut site).await;
        // The state can be seen at any time.
        site.clock.advance(MINUTE * 11);
        assert!(site.visit("/auth/totp").await.body.contains("Two-step verification is on"));
        assert!(database.second_factor(&id).await.unwrap().is_some());
    }
}

#[tokio::test]
async fn an_enrolment_is_for_its_session_and_ten_minutes() {
    let expired = "http://site.test/auth/totp?error=Expired";
    for kept in [Kept::Rows, Kept::RevocableTokens] {
        let (mut site, database, id) = ada(kept).await;
        let bob = user(&database, "bob").await;
        let page = site.visit("/auth/totp").await;
        let app = App(secret(&page.body));
        let own = site.cookies.clone();

        // Another user.
        enter(&mut site, &bob).await;
        let code = app.code(&site);
        assert_eq!(confirm(&mut site, &page.body, &code).await.location(), expired);
        // Another session of the user, which began later.
        site.clock.advance(Duration::from_secs(1));
        enter(&mut site, &id).await;
        assert_eq!(confirm(&mut site, &page.body, &code).await.location(), expired);
        // Changed, or of another kind.
        site.cookies = own.clone();
        let sealed = field(&page.body, "enrolment").to_owned();
        let mut changed = sealed.clone();
        changed.replace_range(100..101, if &sealed[100..101] == "A" { "B" } else { "A" });
        for wrong in [changed.as_str(), "", &sealed[1..], &own[SESSION]] {
            let form = [("action", "confirm"), ("enrolment", wrong), ("code", code.as_str())];
            assert_eq!(site.post("/auth/totp", &form).await.location(), expired);
        }
        // Too late.
        site.clock.advance(MINUTE * 10);
        let code = app.code(&site);
        assert_eq!(confirm(&mut site, &page.body, &code).await.location(), expired);
        for user in [&id, &bob] {
            assert!(database.second_factor(user).await.unwrap().is_none());
        }
        assert!(changes(&site).is_empty());
        let told = site.visit("/auth/totp?error=Expired").await;
        assert!(told.status == 302 || told.body.contains("That took too long."));
    }
}

#[tokio::test]
async fn an_enrolment_works_once() {
    let (mut site, database, id) = ada(Kept::Rows).await;
    let page = site.visit("/auth/totp").await;
    let app = App(secret(&page.body));
    let code = app.code(&site);
    codes(&confirm(&mut site, &page.body, &code).await);
    let first = database.second_factor(&id).await.unwrap().unwrap();
    site.clock.advance(MINUTE);
    let code = app.code(&site);
    let reply = confirm(&mut site, &page.body, &code).await;
    assert_eq!(reply.location(), "http://site.test/auth/totp?error=Changed");
    let second = database.second_factor(&id).await.unwrap().unwrap();
    assert!(first.secret == second.secret && first.last_step == second.last_step);
    assert!(site.visit("/auth/totp?error=Changed").await.body.contains("has been changed in the meantime"));

    // Of many at the same time, one enrols.
    let bob = user(&database, "bob").await;
    enter(&mut site, &bob).await;
    let pages = [site.visit("/auth/totp").await.body, site.visit("/auth/totp").await.body];
    let csrf = site.csrf().await;
    let requests = pages.iter().map(|page| {
        let code = App(secret(page)).code(&site);
        let fields = [("csrfToken", csrf.as_str()), ("action", "confirm"), ("code", code.as_str())];
        let body = form(fields.into_iter().chain([("enrolment", field(page, "enrolment"))]));
        let mut request = http::Request::post("/auth/totp")
            .header(http::header::CONTENT_TYPE, FORM)
            .body(axum::body::Body::from(body))
            .unwrap();
        request.headers_mut().extend(site.headers());
        site.raw(request)
    });
    let mut requests = requests.collect::<Vec<_>>().into_iter();
    let (one, other) = tokio::join!(requests.next().unwrap(), requests.next().unwrap());
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 302], "{} {}", one.body, other.body);
}

#[tokio::test]
async fn wrong_codes_are_told_and_counted() {
    let (mut site, database, id) = ada(Kept::RevocableTokens).await;
    let mut page = site.visit("/auth/totp").await;
    let app = App(secret(&page.body));
    for wrong in ["", "12345", "AAAAA-AAAAA", "000000"] {
        let again = confirm(&mut site, &page.body, wrong).await;
        assert_eq!(again.status, 400);
        assert!(again.body.contains("This code is wrong"), "{}", again.body);
        assert_eq!(secret(&again.body), app.0, "the app need not be set up again");
        page = again;
    }
    assert_eq!(confirm(&mut site, &page.body, "111111").await.status, 400);
    let code = app.code(&site);
    let refused = confirm(&mut site, &page.body, &code).await;
    assert_eq!(refused.status, 429);
    assert!(database.second_factor(&id).await.unwrap().is_none());
    // Another user of the same browser is not concerned.
    let bob = user(&database, "bob").await;
    enter(&mut site, &bob).await;
    enrol(&mut site).await;
}

#[tokio::test]
async fn only_a_signed_in_user_of_the_database_and_a_real_form_get_in() {
    let (mut site, database, id) = ada(Kept::Rows).await;
    let page = site.visit("/auth/totp").await;
    let (app, enrolment) = (App(secret(&page.body)), field(&page.body, "enrolment").to_owned());
    let code = app.code(&site);
    let body =
        form([("action", "confirm"), ("enrolment", enrolment.as_str()), ("code", code.as_str())].into_iter());
    let request = http::Request::post("/auth/totp").header(http::header::CONTENT_TYPE, FORM);
    let reply = site.send(request, body).await;
    assert_eq!(reply.location(), "http://site.test/auth/signin?error=MissingCSRF");
    assert!(database.second_factor(&id).await.unwrap().is_none());
    let reply = act(&mut site, "anything", &code).await;
    assert_eq!(reply.location(), "http://site.test/auth/error?error=Configuration");

    site.cookies = BTreeMap::new();
    assert_eq!(site.visit("/auth/totp").await.location(), "/auth/signin?callbackUrl=%2Fauth%2Ftotp");
    assert_eq!(act(&mut site, "remove", &code).await.location(), "/auth/signin?callbackUrl=%2Fauth%2Ftotp");

    // A user of the application is none of the database.
    let mut site = self::site(&database, Kept::Tokens);
    site.sign_in("ada").await;
    assert_eq!(site.visit("/auth/totp").await.location(), "http://site.test/auth/error?error=AccessDenied");

    let mut site = Site::with_sessions_in(database, |builder| builder);
    site.sign_in("bob").await;
    assert_eq!(site.visit("/auth/totp").await.location(), "http://site.test/auth/error?error=Configuration");
    for path in ["/auth/totp/x", "/auth/totp/github"] {
        assert_eq!(site.get(path).await.status, 400);
    }
}

#[tokio::test]
async fn the_first_proof_of_the_address_ends_an_enrolment_and_removes_an_app() {
    for database in databases().await {
        for kept in [Kept::Rows, Kept::RevocableTokens] {
            let address = format!("{kept:?}@example.com");
            let new = NewUser::new(User::new(format!("{kept:?}")).with_email(&address));
            let id = database.sign_up(new, None, None).await.unwrap().user.id();
            let mut site = site(&database, kept);
            enter(&mut site, &id).await;
            let page = site.visit("/auth/totp").await;
            let app = App(secret(&page.body));
            let proof = EmailProof::new(id.clone(), &*address, NOW);
            assert!(!database.prove_email(proof.clone()).await.unwrap().removed.unwrap().second_factor);
            let code = app.code(&site);
            let reply = confirm(&mut site, &page.body, &code).await;
            assert!(reply.location().starts_with("/auth/signin?"), "{}", reply.location());
            assert!(database.second_factor(&id).await.unwrap().is_none());

            let unproven = UserPatch::default().email_verified(None);
            database.update_user(&id, unproven).await.unwrap();
            enter(&mut site, &id).await;
            enrol(&mut site).await;
            assert!(database.prove_email(proof).await.unwrap().removed.unwrap().second_factor);
            assert!(database.second_factor(&id).await.unwrap().is_none());
        }
    }
}

#[tokio::test(flavor = "current_thread")]
async fn no_secret_and_no_code_is_in_the_log() {
    let log = Log::default();
    let _guard = log.listen();
    let (mut site, _, _) = ada(Kept::Rows).await;
    let page = site.visit("/auth/totp").await;
    let app = App(secret(&page.body));
    let sealed = field(&page.body, "enrolment").to_owned();
    let code = app.code(&site);
    confirm(&mut site, &page.body, "918273").await;
    let recovery = codes(&confirm(&mut site, &page.body, &code).await);
    act(&mut site, "replace", &recovery[0]).await;
    let text = log.text();
    let key = app.0.as_str();
    for hidden in recovery.iter().map(String::as_str).chain([key, "918273", &sealed, code.as_str()]) {
        assert!(!text.contains(hidden), "{hidden}");
    }
    assert!(text.contains("WrongCode"));
}
