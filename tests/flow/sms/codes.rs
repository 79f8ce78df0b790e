//! The tries, the lifetime and the uses of a code.

use super::*;

#[tokio::test]
async fn a_code_ends_after_five_tries_and_after_ten_minutes() {
    for site in sites().await {
        site.user("ada", Some(ADA)).await;
        let mut browser = site.browser();
        browser.ask(ADA).await;
        let code = site.phones.code(ADA).await;
        let copy = browser.cookies["authjs.code"].clone();
        for by in 1..=5 {
            assert_eq!(browser.enter(&other(&code, by)).await.location(), WRONG);
        }
        assert_eq!(browser.enter(&code).await.location(), WRONG, "the right one comes too late");
        browser.cookies.insert("authjs.code".to_owned(), copy);
        assert_eq!(browser.enter(&code).await.location(), WRONG, "a copy has no tries of its own");

        browser.ask(ADA).await;
        let code = site.phones.code(ADA).await;
        site.clock.advance(Duration::from_secs(10 * 60));
        assert_eq!(browser.enter(&code).await.location(), WRONG);
        assert_eq!(browser.who().await, None);
    }
}

#[tokio::test]
async fn a_code_has_the_length_that_is_set_and_needs_the_csrf_token() {
    for (length, digits) in [(CodeLength::Seven, 7), (CodeLength::Eight, 8)] {
        let site = Site::with(Sessions::Tokens, MemoryAdapter::new(), |sms| sms.length(length), true);
        site.user("ada", Some(ADA)).await;
        let mut browser = site.browser();
        browser.ask(ADA).await;
        let code = site.phones.code(ADA).await;
        assert_eq!(code.len(), digits);
        for path in ["/auth/callback/sms", "/auth/signin/sms"] {
            let body = form([("code", code.as_str()), ("phone", ADA)].into_iter());
            let reply = browser.send(Request::post(path).header(CONTENT_TYPE, FORM), body).await;
            assert_eq!(reply.location(), "http://site.test/auth/signin?error=MissingCSRF");
        }
        assert_eq!(browser.get("/auth/callback/sms").await.location(), crate::mail::BROKEN);
        assert_eq!(browser.enter(&code).await.location(), HOME);
        assert!(site.phones.take().await.is_empty());
    }
}

#[tokio::test]
async fn of_a_thousand_uses_at_once_one_signs_in() {
    for sessions in [Sessions::Tokens, Sessions::Rows] {
        for adapter in [AnyAdapter::new(MemoryAdapter::new()), AnyAdapter::new(sqlite().await)] {
            let site = Site::with(sessions, adapter, |sms| sms, false);
            site.user("ada", Some(ADA)).await;
            let mut browser = site.browser();
            browser.ask(ADA).await;
            let code = site.phones.code(ADA).await;
            let csrf = browser.get("/auth/csrf").await.json()["csrfToken"].as_str().unwrap().to_owned();
            let mut entered = JoinSet::new();
            for _ in 0..1_000 {
                let (mut copy, code, csrf) = (site.browser(), code.clone(), csrf.clone());
                copy.cookies = browser.cookies.clone();
                entered.spawn(async move {
                    let body = form([("code", code.as_str()), ("csrfToken", csrf.as_str())].into_iter());
                    let post = Request::post("/auth/callback/sms").header(CONTENT_TYPE, FORM);
                    copy.send(post, body).await;
                    copy.who().await.is_some()
                });
            }
            assert_eq!(entered.join_all().await.into_iter().filter(|is_in| *is_in).count(), 1);
        }
    }
}
