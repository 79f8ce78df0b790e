//! The session cookie among others: several of one name, left-over parts, similar names, and sizes.

use std::time::Duration;

use auth::{
    adapter::MemoryAdapter,
    cookie::{CookieOption, CookiesOptions},
};
use axum::body::Body;
use http::{
    HeaderMap, Request,
    header::{CONTENT_TYPE, COOKIE, SET_COOKIE},
};
use serde_json::{Value, json};

use crate::{logs::Log, site::*};

/// The kinds of sessions: tokens, revocable tokens, rows.
fn sites() -> [Site; 3] {
    let second = Duration::from_secs(1);
    [
        Site::new(),
        Site::with(|builder| builder.adapter(MemoryAdapter::new()).revocable_tokens(second)),
        Site::with_sessions_in(MemoryAdapter::new(), |builder| builder),
    ]
}

/// Sends a request with these cookies only.
async fn send(site: &Site, request: http::request::Builder, cookies: &str, body: String) -> Reply {
    site.raw(request.header(COOKIE, cookies).body(Body::from(body)).unwrap()).await
}

/// Reads the session with these cookies only.
async fn session_with(site: &Site, cookies: &str) -> (Value, Reply) {
    let reply = send(site, Request::get("/auth/session"), cookies, String::new()).await;
    (reply.json(), reply)
}

fn lines(reply: &Reply) -> Vec<&str> {
    reply.headers.get_all(SET_COOKIE).iter().map(|line| line.to_str().unwrap()).collect()
}

fn csrf_of(site: &Site) -> String {
    format!("authjs.csrf-token={}", site.cookies["authjs.csrf-token"])
}

#[tokio::test]
async fn a_good_session_is_found_among_others_of_its_name() {
    for mut site in sites() {
        site.sign_in("bob").await;
        let ended = site.cookies[SESSION].clone();
        site.post("/auth/signout", &[]).await;
        site.clock.advance(DAY * 31);
        site.sign_in("ada").await;
        let good = site.cookies[SESSION].clone();

        let long = "x".repeat(300);
        for other in ["garbage", ended.as_str(), "a.b.c.d.e", long.as_str()] {
            for cookies in [
                format!("{SESSION}={other}; {SESSION}={good}"),
                format!("{SESSION}={good}; {SESSION}={other}"),
                format!("{SESSION}.0={other}; {SESSION}={good}"),
                format!("{SESSION}={other}; {SESSION}.0={good}"),
                format!("{SESSION}.0={good}; {SESSION}.1={other}"),
                format!("{SESSION}={other}; {SESSION}={other}2; {SESSION}={other}3; {SESSION}={good}"),
            ] {
                let (session, reply) = session_with(&site, &cookies).await;
                assert_eq!(session["user"]["name"], "ada", "{cookies}");
                assert!(
                    lines(&reply).iter().any(|line| line.starts_with(&format!("{SESSION}="))),
                    "{cookies}"
                );
                let me = send(&site, Request::get("/me"), &cookies, String::new()).await;
                assert_eq!(me.status, 200, "{cookies}");
            }
            let planted = vec![format!("{SESSION}={other}"); 1];
            let many: Vec<_> = (0..50).map(|index| format!("{SESSION}={other}{index}")).collect();
            let cookies = format!("{}; {}; {SESSION}={good}", planted.join("; "), many.join("; "));
            assert_eq!(session_with(&site, &cookies).await.0, json!(null), "only a few are tried");
        }
    }
}

#[tokio::test]
async fn of_two_good_sessions_the_first_one_counts_and_sign_out_ends_both() {
    for mut site in sites() {
        let mut session = async |name| {
            site.cookies.clear();
            site.sign_in(name).await;
            site.cookies[SESSION].clone()
        };
        let (ada, bob) = (session("ada").await, session("bob").await);
        let both = format!("{SESSION}={ada}; {SESSION}={bob}; {}", csrf_of(&site));
        assert_eq!(session_with(&site, &both).await.0["user"]["name"], "ada");

        let csrf = site.csrf().await;
        let request = Request::post("/auth/signout").header(CONTENT_TYPE, FORM);
        let reply = send(&site, request, &both, format!("csrfToken={csrf}")).await;
        assert!(
            lines(&reply)
                .contains(&format!("{SESSION}=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0").as_str())
        );
    }
    let mut site = Site::with_sessions_in(MemoryAdapter::new(), |builder| builder);
    site.sign_in("ada").await;
    let ada = site.cookies.remove(SESSION).unwrap();
    site.sign_in("bob").await;
    let bob = site.cookies[SESSION].clone();
    let both = format!("{SESSION}={ada}; {SESSION}={bob}");
    let headers = HeaderMap::from_iter([(COOKIE, both.parse().unwrap())]);
    let _ = site.auth.sign_out(&headers).await.unwrap();
    for token in [ada, bob] {
        assert_eq!(session_with(&site, &format!("{SESSION}={token}")).await.0, json!(null), "no row is left");
    }
}

#[tokio::test]
async fn other_cookies_of_the_application_stay() {
    let named = |builder: Start| {
        let session_token = CookieOption::new().name("sid");
        builder.cookies(CookiesOptions { session_token, ..CookiesOptions::default() })
    };
    let rows = Site::with_sessions_in(MemoryAdapter::new(), named);
    for mut site in [Site::with(named), rows] {
        let others = ["sid_theme", "sidebar_open", "side", "sid.theme", "sid.01", "sid-1", "sid0"];
        for name in others {
            site.cookies.insert(name.to_owned(), "x".to_owned());
        }
        for stale in ["sid.0", "sid.17"] {
            site.cookies.insert(stale.to_owned(), "stale".to_owned());
        }
        site.sign_in("ada").await;
        assert_eq!(site.session().await["user"]["email"], "ada@example.com");
        assert!(!site.cookies.contains_key("sid.0") && !site.cookies.contains_key("sid.17"));
        site.post("/auth/signout", &[]).await;
        assert!(!site.cookies.contains_key("sid"));
        assert!(others.iter().all(|name| site.cookies.contains_key(*name)), "{:?}", site.cookies);
    }
}

#[tokio::test]
async fn a_domain_that_was_configured_later_leaves_no_session_behind() {
    let with_domain = |builder: Start| {
        let session_token = CookieOption::new().domain("site.test");
        let callback_url = CookieOption::new().domain("site.test");
        builder.cookies(CookiesOptions { session_token, callback_url, ..CookiesOptions::default() })
    };
    let rows = Site::with_sessions_in(MemoryAdapter::new(), with_domain);
    for mut site in [Site::with(with_domain), rows] {
        let signed_in = site.sign_in("ada").await;
        let of_session: Vec<_> = lines(&signed_in)
            .into_iter()
            .filter(|line| line.starts_with(SESSION))
            .map(str::to_owned)
            .collect();
        assert_eq!(of_session.len(), 2, "{of_session:?}");
        assert_eq!(of_session[0], format!("{SESSION}=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0"));
        assert!(of_session[1].contains("; Domain=site.test") && !of_session[1].contains("Max-Age=0"));

        let signed_out = site.post("/auth/signout", &[]).await;
        let of_session: Vec<_> = lines(&signed_out)
            .into_iter()
            .filter(|line| line.starts_with(SESSION))
            .map(str::to_owned)
            .collect();
        let deleted = format!("{SESSION}=; HttpOnly; SameSite=Lax; Path=/; ");
        assert_eq!(
            of_session,
            [format!("{deleted}Max-Age=0"), format!("{deleted}Domain=site.test; Max-Age=0")]
        );
    }
}

#[tokio::test]
async fn a_session_that_could_not_be_read_is_not_written() {
    for mut site in sites().into_iter().take(2) {
        site.sign_in("ada").await;
        let before = site.cookies.clone();
        let log = Log::default();
        let listening = log.listen();

        let large = site.auth.update(&site.headers(), json!({ "note": "x".repeat(100_000) })).await;
        assert!(large.is_err(), "the cookies of the answer would be lost");
        let name = "n".repeat(50_000);
        let refused = site.sign_in(&name).await;
        assert_eq!(refused.location(), "http://site.test/auth/error?error=Configuration");
        drop(listening);

        assert!(!refused.set_cookies().iter().any(|name| name.starts_with(SESSION)), "nothing is deleted");
        assert_eq!(site.cookies, before);
        assert_eq!(site.session().await["user"]["name"], "ada", "the session of before goes on");
        let text = log.text();
        assert!(text.contains(" bytes, and could be read again up to 125952"), "{text}");
        assert!(!text.contains("nnnnnnnnnnnnnnnnnnnnnnnn"), "the log does not show the value");
    }
}

#[tokio::test]
async fn a_token_that_has_become_too_large_stays_as_it_is() {
    let mut site = Site::with(|builder| builder.body_limit(1 << 20));
    site.sign_in("ada").await;
    let before = site.cookies.clone();
    let reply = site.update(json!({ "note": "x".repeat(100_000) })).await;
    assert_eq!((reply.json(), reply.set_cookies()), (json!(null), vec![]));
    assert_eq!(site.cookies, before);
    assert_eq!(site.session().await["user"]["name"], "ada");
}

#[tokio::test]
async fn a_large_token_is_reported_once_for_its_size() {
    let mut site = Site::new();
    site.sign_in("ada").await;
    let log = Log::default();
    let _listening = log.listen();
    let warnings = || log.text().matches("many proxies and servers refuse requests").count();
    for (length, expected) in [(4000, 0), (7000, 1), (7500, 1), (20_000, 2), (21_000, 2), (7000, 2)] {
        site.update(json!({ "note": "x".repeat(length) })).await;
        site.session().await;
        assert_eq!(warnings(), expected, "{length}");
    }
}

#[tokio::test]
async fn csrf_cookies_of_one_name_are_tried_in_turn() {
    let mut site = Site::new();
    let token = site.csrf().await;
    let good = csrf_of(&site);
    let mut other = Site::with(|builder| builder.random(Noise::seeded(2)));
    let other_token = other.csrf().await;
    let as_good = csrf_of(&other);

    let posted = async |cookies: &str, token: &str| {
        let body = form([("name", "ada"), ("password", "hunter2"), ("csrfToken", token)].into_iter());
        let request = Request::post("/auth/callback/credentials").header(CONTENT_TYPE, FORM);
        send(&site, request, cookies, body).await.location().to_owned()
    };
    let garbage = "authjs.csrf-token=garbage";
    for cookies in [format!("{garbage}; {good}"), format!("{good}; {garbage}"), format!("{as_good}; {good}")]
    {
        assert_eq!(posted(&cookies, &token).await, ORIGIN, "{cookies}");
    }
    assert_eq!(posted(&format!("{good}; {as_good}"), &other_token).await, ORIGIN);
    let missing = "http://site.test/auth/signin?error=MissingCSRF";
    assert_eq!(posted(&good, &other_token).await, missing);
    let many = vec![garbage; 20].join("; ");
    assert_eq!(posted(&format!("{many}; {good}"), &token).await, missing);
}

#[tokio::test]
async fn a_callback_url_that_its_cookie_cannot_hold_is_refused() {
    let mut site = Site::new();
    let long = format!("/{}", "a///".repeat(500));
    let reply = site.get(&format!("/auth/signin?callbackUrl={long}")).await;
    assert!(!reply.set_cookies().contains(&"authjs.callback-url"), "{:?}", reply.set_cookies());
    let shorter = format!("/{}", "a".repeat(2000));
    let reply = site.get(&format!("/auth/signin?callbackUrl={shorter}")).await;
    assert!(reply.set_cookies().contains(&"authjs.callback-url"));
}

#[tokio::test]
async fn every_cookie_belongs_to_this_host_if_the_application_wants_that() {
    let host = |builder: Start| {
        let cookies = CookiesOptions { host_prefix: true, ..CookiesOptions::default() };
        builder.url("https://site.test").cookies(cookies)
    };
    for mut site in [Site::with(host), Site::with_sessions_in(MemoryAdapter::new(), host)] {
        site.sign_in("ada").await;
        assert!(site.cookies.len() > 2, "{:?}", site.cookies);
        assert!(site.cookies.keys().all(|name| name.starts_with("__Host-authjs.")), "{:?}", site.cookies);
        assert_eq!(site.session().await["user"]["email"], "ada@example.com");

        // A neighbouring host can plant cookies of other names only.
        let session = site.cookies["__Host-authjs.session-token"].clone();
        site.cookies.clear();
        for planted in ["authjs.session-token", "__Secure-authjs.session-token"] {
            site.cookies.insert(planted.to_owned(), session.clone());
        }
        assert!(site.session().await.is_null());
    }
}
