//! A sign-in between its factors: where it works, how long, and how often.

use std::time::Duration;

use auth::adapter::Adapter;
use http::{Request, StatusCode};

use super::*;

#[tokio::test]
async fn half_a_sign_in_is_no_session_at_any_action() {
    for database in databases().await {
        let (mut site, enrolled) = half_signed_in(&database, "ada").await;
        let before = site.cookies.clone();
        assert_eq!(site.session().await, serde_json::Value::Null);
        assert_eq!(site.get("/me").await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(site.get("/maybe").await.body, "null");
        assert_eq!(site.get("/admin").await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(site.get("/leave").await.status, StatusCode::UNAUTHORIZED);
        assert!(site.visit("/me").await.location().contains("/auth/signin?callbackUrl="));
        assert_eq!(site.update(serde_json::json!({ "note": "x" })).await.body, "null");
        assert!(site.auth.session(&site.headers()).await.unwrap().is_none());
        for page in ["/auth/signin", "/auth/signout", "/auth/providers", "/auth/csrf", "/auth/step-up"] {
            site.get(page).await;
        }
        let step_up = site.get("/auth/step-up").await;
        assert!(step_up.location().contains("/auth/signin"), "{}", step_up.location());
        assert_eq!(site.post("/auth/signout", &[]).await.status, StatusCode::FOUND);
        // The pending cookie as a session is nothing, in the other cookie as well.
        let pending = before[PENDING].clone();
        let mut thief = lenient(&database);
        thief.cookies.insert(SESSION.to_owned(), pending);
        assert_eq!(thief.session().await, serde_json::Value::Null);

        assert_eq!(site.cookies[PENDING], before[PENDING], "and nothing of that has ended it");
        assert_eq!(site.enter(&enrolled.code(&site)).await, HOME);
        assert!(site.is_signed_in().await);
    }
}

#[tokio::test]
async fn it_works_in_the_browser_in_which_it_has_begun() {
    for database in databases().await {
        let (mut site, enrolled) = half_signed_in(&database, "ada").await;
        let code = enrolled.code(&site);
        let mut other = lenient(&database);
        other.next_step();
        other.csrf().await;
        other.cookies.insert(PENDING.to_owned(), site.cookies[PENDING].clone());
        assert_eq!(other.get("/auth/second-factor").await.location(), NOT_WAITING);
        assert_eq!(other.enter(&code).await, NOT_WAITING);
        assert!(!other.is_signed_in().await);

        // Nor after another user has signed in there.
        let mut shared = lenient(&database);
        shared.cookies = site.cookies.clone();
        shared.next_step();
        assert_eq!(shared.sign_in("bob").await.location(), HOME);
        shared.cookies.insert(PENDING.to_owned(), site.cookies[PENDING].clone());
        assert_eq!(shared.enter(&code).await, NOT_WAITING);
        assert_eq!(site.enter(&code).await, HOME, "the code is not used by that");
    }
}

#[tokio::test]
async fn it_ends_after_ten_minutes() {
    for database in databases().await {
        for (seconds, target) in [(614, HOME), (616, NOT_WAITING)] {
            let (mut site, enrolled) = half_signed_in(&database, &format!("ada{seconds}")).await;
            site.clock.advance(Duration::from_secs(seconds));
            assert_eq!(site.enter(&enrolled.code(&site)).await, target, "{seconds}");
        }
    }
}

#[tokio::test]
async fn a_copy_of_the_cookie_finishes_no_second_sign_in() {
    for database in databases().await {
        let (mut site, enrolled) = half_signed_in(&database, "ada").await;
        let copy = site.cookies.clone();
        assert_eq!(site.enter(&enrolled.codes[0]).await, HOME);
        site.cookies = copy;
        assert_eq!(site.enter(&enrolled.codes[1]).await, NOT_WAITING);
        assert!(!site.is_signed_in().await);
    }
}

#[tokio::test]
async fn a_cookie_that_was_not_sealed_here_is_none() {
    for database in databases().await {
        let (mut site, enrolled) = half_signed_in(&database, "ada").await;
        let sealed = site.cookies[PENDING].clone();
        let cut = sealed[..sealed.len() - 1].to_owned();
        let mut changed = sealed.clone();
        changed.replace_range(sealed.len() / 2..=sealed.len() / 2, "_");
        for forged in [String::new(), "x".to_owned(), "a.b.c.d.e".to_owned(), cut, changed] {
            site.cookies.insert(PENDING.to_owned(), forged);
            assert_eq!(site.get("/auth/second-factor").await.location(), NOT_WAITING);
        }
        site.cookies.insert(PENDING.to_owned(), sealed);
        assert_eq!(site.enter(&enrolled.code(&site)).await, HOME);
    }
}

#[tokio::test]
async fn the_form_needs_the_csrf_token() {
    for database in databases().await {
        let (mut site, enrolled) = half_signed_in(&database, "ada").await;
        let code = enrolled.code(&site);
        let request = Request::post("/auth/second-factor").header(http::header::CONTENT_TYPE, FORM);
        let reply = site.send(request, form([("code", code.as_str())].into_iter())).await;
        assert!(reply.location().ends_with("error=MissingCSRF"));
        assert!(!site.is_signed_in().await);
        assert_eq!(site.enter(&code).await, HOME);
    }
}

#[tokio::test]
async fn passwords_are_not_kept_and_the_session_keeps_the_limit_of_the_guards() {
    for database in databases().await {
        let (enrolled, _) = enrolled(&database, "guest").await;
        let mut site = strict(&database);
        site.next_step();
        site.sign_in("guest").await;
        site.world.happened();
        assert_eq!(site.enter(&enrolled.code(&site)).await, HOME);
        let happened = site.world.happened();
        assert!(!happened.iter().any(|what| what.contains("guard") || what.contains("second factor")));
        assert!(site.is_signed_in().await);
        site.clock.advance(Duration::from_secs(59 * 60));
        assert!(site.is_signed_in().await);
        site.clock.advance(Duration::from_secs(2 * 60));
        assert!(!site.is_signed_in().await, "an hour, as the guard has said");
    }
}

#[tokio::test]
async fn an_application_without_second_factors_has_no_such_page() {
    let mut site = Site::new();
    assert_eq!(site.get("/auth/second-factor").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(site.post("/auth/second-factor", &[]).await.status, StatusCode::BAD_REQUEST);
    for database in databases().await {
        let mut site = lenient(&database);
        assert_eq!(site.get("/auth/second-factor").await.location(), NOT_WAITING);
        assert_eq!(site.enter("123456").await, NOT_WAITING);
    }
}

#[tokio::test]
async fn an_enrolment_that_comes_too_late_starts_no_session() {
    for database in databases().await {
        // Two browsers of a user without a second factor, both at the enrolment.
        let mut plain = lenient(&database);
        plain.sign_in("ada").await;
        let user = database.user_by_email("ada@example.com").await.unwrap().unwrap().id();
        let (mut one, mut two) = (strict(&database), strict(&database));
        assert_eq!(one.sign_in("ada").await.location(), PAGE);
        assert_eq!(two.sign_in("ada").await.location(), PAGE);
        one.enrol().await;
        let sessions = database.sessions_of(&user).await.unwrap().len();
        let page = two.get("/auth/second-factor").await;
        let key = elements(&page.body, "<code class=\"key\">").remove(0);
        let code = Enrolled { key, codes: Vec::new() }.code(&two);
        assert!(two.enter(&code).await.contains("/auth/error"));
        assert!(!two.is_signed_in().await);
        assert_eq!(database.sessions_of(&user).await.unwrap().len(), sessions);
    }
}

#[tokio::test]
async fn it_ends_with_its_user_and_with_the_second_factor() {
    for database in databases().await {
        let (mut site, enrolled) = half_signed_in(&database, "ada").await;
        let user = database.user_by_email("ada@example.com").await.unwrap().unwrap().id();
        let waiting = site.cookies.clone();
        assert!(site.auth.remove_second_factor(&user).await.unwrap());
        assert_eq!(site.enter(&enrolled.code(&site)).await, NOT_WAITING);
        assert_eq!(site.enter(&enrolled.codes[0]).await, NOT_WAITING);
        assert!(!site.is_signed_in().await);
        // Another one in its place: the sign-in of before does not come back.
        let mut again = strict(&database);
        assert_eq!(again.sign_in("ada").await.location(), PAGE);
        let new = again.enrol().await;
        site.cookies = waiting;
        assert_eq!(site.enter(&new.codes[0]).await, NOT_WAITING);
        assert!(!site.is_signed_in().await);

        let (mut site, enrolled) = half_signed_in(&database, "bob").await;
        let user = database.user_by_email("bob@example.com").await.unwrap().unwrap().id();
        database.delete_user(&user).await.unwrap();
        assert_eq!(site.enter(&enrolled.code(&site)).await, NOT_WAITING);
        assert!(!site.is_signed_in().await);
        assert!(database.user_by_email("bob@example.com").await.unwrap().is_none());
    }
}

/// The first factor may be in the wrong hands: what ends all sessions also ends a sign-in that has proven only that.
#[tokio::test]
async fn it_ends_when_its_user_is_signed_out_everywhere() {
    for database in databases().await {
        let revocable = Site::built(|start| {
            let start = seeded(start).adapter(database.clone()).revocable_tokens(Duration::ZERO);
            start.credentials::<login>().totp("Acme").jwt::<issue>().session::<Visible>().build().unwrap()
        });
        let sites = [(true, lenient(&database)), (true, revocable), (false, with_tokens(&database))];
        for (number, (are_revocable, mut site)) in sites.into_iter().enumerate() {
            let (enrolled, user) = enrolled(&database, &format!("ada{number}")).await;
            let (_, other) = super::enrolled(&database, &format!("bob{number}")).await;
            let half_signed_in = async |site: &mut Site| {
                let half = site.auth.sign_in_as(&site.headers(), KnownUser::stored(&user)).await.unwrap();
                let SignInResult::SecondFactor { cookies, .. } = half else { panic!("skipped") };
                site.take(cookies.iter());
            };
            site.next_step();
            half_signed_in(&mut site).await;
            _ = site.auth.sign_out_everywhere(&other).await;
            assert_eq!(site.get("/auth/second-factor").await.status, StatusCode::OK, "{number}");

            // Tokens that cannot be revoked stay. The waiting sign-in does not.
            let ended = site.auth.sign_out_everywhere(&user).await;
            assert_eq!(ended.is_ok(), are_revocable, "{number}");
            assert_eq!(site.get("/auth/second-factor").await.location(), NOT_WAITING, "{number}");
            assert_eq!(site.enter(&enrolled.codes[0]).await, NOT_WAITING, "{number}");
            assert!(!site.is_signed_in().await);
            half_signed_in(&mut site).await;
            assert_eq!(site.enter(&enrolled.codes[0]).await, HOME, "the code is not used by that");
        }
    }
}

/// Changing the second factor ends the other sessions, and the sign-ins that wait with an older one.
#[tokio::test]
async fn it_ends_when_its_user_changes_the_second_factor() {
    for database in databases().await {
        let (mut waiting, enrolled) = half_signed_in(&database, "ada").await;
        let mut owner = lenient(&database);
        owner.next_step();
        owner.sign_in("ada").await;
        assert_eq!(owner.enter(&enrolled.code(&owner)).await, HOME);
        let fields = [("action", "recovery-codes"), ("code", enrolled.codes[0].as_str())];
        let shown = owner.post("/auth/totp", &fields).await;
        assert_eq!(shown.status, StatusCode::OK, "{}", shown.body);
        assert!(owner.is_signed_in().await);
        let code = elements(&shown.body, "<li>").remove(0);
        assert_eq!(waiting.enter(&code).await, NOT_WAITING);
    }
}
