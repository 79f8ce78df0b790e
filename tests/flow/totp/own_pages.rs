//! Enrolment and changes by the methods of `Auth`, for a page of the application.

use std::time::Duration;

use auth::{
    AuthBuilder,
    assurance::{ChangedTotp, TotpEnrolment},
    callback::Callbacks,
    config::PagesOptions,
};
use http::{HeaderMap, header::AUTHORIZATION};

use super::*;
use crate::database::databases;

fn app(enrolment: &TotpEnrolment) -> App {
    App(enrolment.app.key.expose().to_owned())
}

/// Takes the cookies of a change, and returns the recovery codes.
fn take(site: &mut Site, changed: &ChangedTotp) -> Vec<String> {
    assert!(changed.ended_other_sessions);
    site.take(changed.cookies.iter());
    changed.recovery_codes.iter().map(|code| code.expose().to_owned()).collect()
}

/// Enrols an authenticator application on a page of the application.
async fn enrol_by_methods(site: &mut Site) -> (App, Vec<String>) {
    let enrolment = site.auth.enrol_totp(&site.headers()).await.unwrap();
    let app = app(&enrolment);
    let code = app.code(site);
    let enrolled = site.auth.confirm_totp(&site.headers(), enrolment.sealed.expose(), &code).await.unwrap();
    (app, take(site, &enrolled))
}

#[tokio::test]
async fn a_code_enrols_the_app_and_ends_the_other_sessions() {
    for database in databases().await {
        for kept in [Kept::Rows, Kept::RevocableTokens, Kept::Tokens] {
            let id = user(&database, &format!("{kept:?}")).await;
            let mut site = site(&database, kept);
            let phone = enter(&mut site, &id).await;
            let before = enter(&mut site, &id).await;
            let enrolment = site.auth.enrol_totp(&site.headers()).await.unwrap();
            assert!(!enrolment.is_replacement);
            let url = enrolment.app.url.expose();
            let key = enrolment.app.key.expose();
            assert!(url.starts_with(&format!("otpauth://totp/Acme:{kept:?}%40example.com?secret={key}&")));
            let svg = enrolment.app.qr_code("For \"your\" app").unwrap();
            assert!(svg.expose().starts_with("<svg class=\"qr\" viewBox=\"0 0 "));
            assert!(svg.expose().contains("aria-label=\"For &quot;your&quot; app\""));
            assert!(database.second_factor(&id).await.unwrap().is_none(), "nothing is stored yet");

            let sealed = enrolment.sealed.expose();
            let wrong = site.auth.confirm_totp(&site.headers(), sealed, "000000").await;
            assert!(matches!(wrong, Err(AuthError::WrongCode)));
            let again = site.auth.totp_enrolment(&site.headers(), sealed).await.unwrap();
            assert!(again.app.key == enrolment.app.key && again.app.url == enrolment.app.url);
            assert!(again.sealed == enrolment.sealed, "the app need not be set up again");

            let code = app(&enrolment).code(&site);
            let enrolled = site.auth.confirm_totp(&site.headers(), sealed, &code).await.unwrap();
            assert_eq!(take(&mut site, &enrolled).len(), 10);
            assert_eq!(changes(&site), [format!("{id} Enrolled")]);
            assert_eq!(site.auth.second_factor_of(&id).await.unwrap().unwrap().recovery_codes, 10);

            site.clock.advance(MINUTE);
            let session = site.auth.session(&site.headers()).await.unwrap().unwrap();
            assert_eq!(session.assurance().proven_at(AuthMethod::Otp), Some(NOW), "the code is a proof");
            assert_eq!(session.assurance().proven_at(AuthMethod::Password), Some(NOW), "earlier ones stay");
            for other in [&phone, &before] {
                assert_eq!(is_session(&mut site, other).await, kept == Kept::Tokens, "{kept:?}");
            }
            let present = site.auth.enrol_totp(&site.headers()).await;
            assert!(matches!(present, Err(AuthError::SecondFactorChanged)));
            let once = site.auth.confirm_totp(&site.headers(), sealed, &app(&enrolment).code(&site)).await;
            // A token that can be revoked has another name from now on, so that the session counts as another one.
            let (changed, expired) =
                (AuthError::SecondFactorChanged.to_string(), AuthError::EnrolmentExpired.to_string());
            let reason = if kept == Kept::RevocableTokens { expired } else { changed };
            assert_eq!(once.err().unwrap().to_string(), reason, "an enrolment works once");
        }
    }
}

#[tokio::test]
async fn the_app_is_replaced_and_removed_by_a_code() {
    for kept in [Kept::Rows, Kept::RevocableTokens] {
        let (mut site, database, id) = ada(kept).await;
        let (old_app, old_codes) = enrol_by_methods(&mut site).await;
        // A session of any age changes the second factor, since it proves it.
        site.clock.advance(MINUTE * 20);
        changes(&site);
        let headers = site.headers();
        assert!(matches!(site.auth.replace_totp(&headers, "000000").await, Err(AuthError::WrongCode)));
        assert!(matches!(site.auth.new_recovery_codes(&headers, "").await, Err(AuthError::WrongCode)));
        assert!(matches!(site.auth.remove_totp(&headers, "AAAAA-AAAAA").await, Err(AuthError::WrongCode)));
        assert!(changes(&site).is_empty());

        let enrolment = site.auth.replace_totp(&headers, &old_app.code(&site)).await.unwrap();
        assert!(enrolment.is_replacement);
        let new_app = app(&enrolment);
        site.clock.advance(MINUTE);
        let sealed = enrolment.sealed.expose();
        let by_old = site.auth.confirm_totp(&site.headers(), sealed, &old_app.code(&site)).await;
        assert!(matches!(by_old, Err(AuthError::WrongCode)), "the former app does not confirm the new one");
        let replaced = site.auth.confirm_totp(&site.headers(), sealed, &new_app.code(&site)).await.unwrap();
        let codes = take(&mut site, &replaced);
        site.clock.advance(MINUTE * 16);
        assert!(matches!(
            site.auth.new_recovery_codes(&site.headers(), &old_codes[0]).await,
            Err(AuthError::WrongCode)
        ));

        let before = site.cookies.clone();
        let changed = site.auth.new_recovery_codes(&site.headers(), &codes[0]).await.unwrap();
        let newest = take(&mut site, &changed);
        assert!(newest.len() == 10 && newest.iter().all(|code| !codes.contains(code)));
        site.clock.advance(MINUTE);
        assert!(!is_session(&mut site, &before).await);

        let before = site.cookies.clone();
        let removed = site.auth.remove_totp(&site.headers(), &new_app.code(&site)).await.unwrap();
        assert!(take(&mut site, &removed).is_empty());
        assert_eq!(
            changes(&site),
            ["ada Enrolled", "ada RecoveryCodeUsed 9", "ada NewRecoveryCodes", "ada Removed",]
        );
        site.clock.advance(MINUTE);
        assert!(!is_session(&mut site, &before).await && !site.session().await.is_null());
        assert!(database.second_factor(&id).await.unwrap().is_none());
        for refused in [
            site.auth.remove_totp(&site.headers(), &newest[0]).await.err(),
            site.auth.new_recovery_codes(&site.headers(), &newest[0]).await.err(),
            site.auth.replace_totp(&site.headers(), &newest[0]).await.err(),
        ] {
            assert!(matches!(refused, Some(AuthError::WrongCode)));
        }
    }
}

#[tokio::test]
async fn the_proofs_are_those_of_the_page() {
    for kept in [Kept::Rows, Kept::RevocableTokens] {
        let (mut site, database, id) = ada(kept).await;
        let fresh = site.auth.enrol_totp(&site.headers()).await.unwrap();
        let (sealed, code) = (fresh.sealed.expose(), app(&fresh).code(&site));
        let own = site.cookies.clone();

        // In another session of the user, and in one of another user.
        site.clock.advance(Duration::from_secs(1));
        let bob = user(&database, "bob").await;
        for other in [&id, &bob] {
            enter(&mut site, other).await;
            let foreign = site.auth.confirm_totp(&site.headers(), sealed, &code).await;
            assert!(matches!(foreign, Err(AuthError::EnrolmentExpired)));
            let shown = site.auth.totp_enrolment(&site.headers(), sealed).await;
            assert!(matches!(shown, Err(AuthError::EnrolmentExpired)), "the secret is not shown to others");
        }
        // Too late, and with a session that is too old for a new one.
        site.cookies = own;
        site.clock.advance(MINUTE * 10);
        let late = site.auth.confirm_totp(&site.headers(), sealed, &app(&fresh).code(&site)).await;
        assert!(matches!(late, Err(AuthError::EnrolmentExpired)));
        let stale = site.auth.enrol_totp(&site.headers()).await;
        assert!(matches!(stale, Err(AuthError::StepUpRequired)));

        // Without a session, and for a user who is not one of the database.
        let nobody = HeaderMap::new();
        assert!(matches!(site.auth.enrol_totp(&nobody).await, Err(AuthError::SessionRequired)));
        assert!(matches!(site.auth.replace_totp(&nobody, &code).await, Err(AuthError::SessionRequired)));
        assert!(matches!(site.auth.remove_totp(&nobody, &code).await, Err(AuthError::SessionRequired)));
        let confirmed = site.auth.confirm_totp(&nobody, sealed, &code).await;
        assert!(matches!(confirmed, Err(AuthError::SessionRequired)));
        assert!(database.second_factor(&id).await.unwrap().is_none());
        assert!(changes(&site).is_empty());
    }
    let database = AnyAdapter::new(MemoryAdapter::new());
    let mut site = self::site(&database, Kept::Tokens);
    site.sign_in("ada").await;
    assert!(matches!(site.auth.enrol_totp(&site.headers()).await, Err(AuthError::AccessDenied)));
    let mut site = Site::with_sessions_in(database, |builder| builder);
    site.sign_in("bob").await;
    assert!(matches!(site.auth.enrol_totp(&site.headers()).await, Err(AuthError::UnknownAction)));
    assert!(matches!(site.auth.remove_totp(&site.headers(), "1").await, Err(AuthError::UnknownAction)));
}

#[tokio::test]
async fn a_half_signed_in_browser_changes_nothing() {
    let (mut site, database, id) = ada(Kept::Rows).await;
    let (app, codes) = enrol_by_methods(&mut site).await;
    let before = database.second_factor(&id).await.unwrap().unwrap();
    site.clock.advance(MINUTE);
    site.cookies.clear();
    let half = KnownUser::stored(&id).proven_by(AuthMethod::Password);
    let SignInResult::SecondFactor { cookies, .. } =
        site.auth.sign_in_as(&site.headers(), half).await.unwrap()
    else {
        panic!("the second factor is skipped")
    };
    site.take(cookies.iter());
    let (headers, code) = (site.headers(), app.code(&site));
    assert!(matches!(site.auth.enrol_totp(&headers).await, Err(AuthError::SessionRequired)));
    for code in [&code, &codes[0]] {
        assert!(matches!(site.auth.replace_totp(&headers, code).await, Err(AuthError::SessionRequired)));
        assert!(matches!(site.auth.remove_totp(&headers, code).await, Err(AuthError::SessionRequired)));
        assert!(matches!(
            site.auth.new_recovery_codes(&headers, code).await,
            Err(AuthError::SessionRequired)
        ));
    }
    let after = database.second_factor(&id).await.unwrap().unwrap();
    assert!(before.secret == after.secret && after.recovery_codes == 10);
    // The code was not used up.
    let _cookies = site.auth.prove_second_factor(&headers, &code).await.unwrap().cookies;
}

#[tokio::test]
async fn wrong_codes_count_with_those_of_the_page() {
    let (mut site, _, _) = ada(Kept::Rows).await;
    let (app, _) = enrol_by_methods(&mut site).await;
    site.clock.advance(MINUTE);
    changes(&site);
    for _ in 0..3 {
        assert_eq!(act(&mut site, "remove", "000000").await.status, 400);
    }
    let headers = site.headers();
    assert!(matches!(site.auth.remove_totp(&headers, "000000").await, Err(AuthError::WrongCode)));
    assert!(matches!(site.auth.replace_totp(&headers, "000000").await, Err(AuthError::WrongCode)));
    let code = app.code(&site);
    for refused in [
        site.auth.remove_totp(&headers, &code).await.err(),
        site.auth.new_recovery_codes(&headers, &code).await.err(),
        site.auth.replace_totp(&headers, &code).await.err(),
    ] {
        assert!(matches!(refused, Some(AuthError::TooManyRequests { .. })));
    }
    assert_eq!(changes(&site), ["ada TooManyWrongCodes"]);
    site.clock.advance(MINUTE * 15);
    let code = app.code(&site);
    let removed = site.auth.remove_totp(&site.headers(), &code).await.unwrap();
    take(&mut site, &removed);
}

#[tokio::test]
async fn a_program_with_a_session_in_the_header_enrols() {
    for rows in [false, true] {
        let database = AnyAdapter::new(MemoryAdapter::new());
        let id = user(&database, "ada").await;
        let site = Site::built(|start| {
            let start = start.totp("Acme").credentials::<login>().bearer_sessions();
            match rows {
                true => start.database_sessions(database.clone()).session::<of_nobody>().build().unwrap(),
                false => start
                    .adapter(database.clone())
                    .revocable_tokens(Duration::from_secs(1))
                    .jwt::<issue>()
                    .session::<Visible>()
                    .build()
                    .unwrap(),
            }
        });
        let user = KnownUser::stored(&id).proven_by(AuthMethod::Password);
        let nobody = HeaderMap::new();
        let SignInResult::SignedIn(signed_in) = site.auth.sign_in_as(&nobody, user).await.unwrap() else {
            panic!("a redirect")
        };
        let bearer = |cookies: &auth::SetCookies| {
            let text = format!("Bearer {}", cookies.bearer().unwrap().expose());
            HeaderMap::from_iter([(AUTHORIZATION, text.parse().unwrap())])
        };
        let before = bearer(&signed_in);
        let enrolment = site.auth.enrol_totp(&before).await.unwrap();
        let (sealed, code) = (enrolment.sealed.expose(), app(&enrolment).code(&site));
        let enrolled = site.auth.confirm_totp(&before, sealed, &code).await.unwrap();
        assert_eq!(enrolled.cookies.iter().count(), 0, "a program gets no cookies");
        let after = bearer(&enrolled.cookies);
        site.clock.advance(Duration::from_secs(2));
        assert!(site.auth.session(&before).await.unwrap().is_none());
        assert!(site.auth.session(&after).await.unwrap().is_some());
        assert_eq!(site.auth.second_factor_of(&id).await.unwrap().unwrap().recovery_codes, 10);
    }
}

fn with_page(start: AuthBuilder<World, Callbacks>, database: &AnyAdapter) -> auth::Auth<Visible> {
    let pages = PagesOptions::new().totp("/account/totp?tab=2#code".parse().unwrap());
    let start = start.totp("Acme").credentials::<login>().pages(pages);
    start.database_sessions(database.clone()).session::<of_nobody>().on::<changed>().build().unwrap()
}

#[tokio::test]
async fn a_page_of_the_application_replaces_the_built_in_one() {
    let database = AnyAdapter::new(MemoryAdapter::new());
    let id = user(&database, "ada").await;
    let mut site = Site::built(|start| with_page(start, &database));
    enter(&mut site, &id).await;
    let to = |query: &str| format!("/account/totp?tab=2&callbackUrl={query}#code");
    for (path, page) in [
        ("/auth/totp", to("http%3A%2F%2Fsite.test")),
        ("/auth/totp?callbackUrl=%2Faccount", to("http%3A%2F%2Fsite.test%2Faccount")),
        ("/auth/totp?callbackUrl=https%3A%2F%2Fevil.test", to("http%3A%2F%2Fsite.test")),
        ("/auth/totp?callbackUrl=%2F&error=Changed%26x", to("http%3A%2F%2Fsite.test%2F&error=Changed%26x")),
    ] {
        assert_eq!(site.visit(path).await.location(), page);
    }
    let (app, _) = enrol_by_methods(&mut site).await;
    // A form that is sent to the action leads back to the page.
    database.remove_second_factor(&id, None).await.unwrap();
    site.clock.advance(MINUTE);
    let code = app.code(&site);
    let reply = act(&mut site, "remove", &code).await;
    let reply = site.visit(reply.location().trim_start_matches("http://site.test")).await;
    assert!(reply.location().starts_with("/account/totp?tab=2&callbackUrl="), "{}", reply.location());
    assert!(reply.location().ends_with("&error=Changed#code"));
}
