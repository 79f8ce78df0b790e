//! Keys and headers that are not accepted. None falls back to the cookie of a valid session.

use std::time::Duration;

use auth::{
    adapter::{Adapter, Basis, StoredApiKey},
    api_key::Expires,
    config::{ClientIpSource, RateLimit},
};
use axum::http::{HeaderName, HeaderValue};

use super::*;
use crate::{database::databases, logs::Log};

const INVALID: &str = "Bearer error=\"invalid_token\"";

fn is_refused(reply: &Reply, what: &str) {
    assert_eq!(reply.status, StatusCode::UNAUTHORIZED, "{what}: {}", reply.body);
    assert_eq!((reply.challenge(), reply.body.as_str()), (INVALID, r#"{"error":"invalid_token"}"#), "{what}");
    assert_eq!(reply.headers["cache-control"], "no-store", "{what}");
    assert!(set_cookies(reply).is_empty(), "{what}");
}

#[tokio::test]
async fn a_header_that_is_not_accepted_never_falls_back_to_a_cookie() {
    for database in databases().await {
        for bearer in [false, true] {
            let programs = Programs::with_rows(&database, bearer);
            let name = if bearer { "ada" } else { "eve" };
            let ada = programs.user(name, Set::all()).await;
            let cookie = programs.cookie(&ada).await;
            let key = programs.key(&ada, Set::all()).await;
            let (text, id) = (key.text.expose(), key.id.as_str());
            let secret = text.rsplit('_').next().unwrap();
            let other_digit = |text: &str| {
                let end = if text.ends_with('0') { "1" } else { "0" };
                format!("{}{end}", &text[..text.len() - 1])
            };
            let headers: Vec<(&str, Vec<u8>)> = vec![
                ("an empty header", b"".to_vec()),
                ("a blank", b"   ".to_vec()),
                ("no token", b"Bearer".to_vec()),
                ("a blank token", b"Bearer    ".to_vec()),
                ("a wrong secret", format!("Bearer acme_{id}_{}", other_digit(secret)).into()),
                ("a wrong ID", format!("Bearer acme_{}_{secret}", other_digit(id)).into()),
                (
                    "the prefix of another application",
                    format!("Bearer {}", text.replace("acme_", "evil_")).into(),
                ),
                ("the prefix in upper case", format!("Bearer {}", text.replace("acme_", "ACME_")).into()),
                (
                    "the prefix of the other kind",
                    format!("Bearer {}", text.replace("acme_", "robot_")).into(),
                ),
                ("no prefix", format!("Bearer {id}_{secret}").into()),
                ("no secret", format!("Bearer acme_{id}_").into()),
                ("the ID alone", format!("Bearer acme_{id}").into()),
                ("a longer secret", format!("Bearer {text}0").into()),
                ("a shorter secret", format!("Bearer {}", &text[..text.len() - 1]).into()),
                ("two keys", format!("Bearer {text} {text}").into()),
                ("a comma", format!("Bearer {text},").into()),
                ("quotes", format!("Bearer \"{text}\"").into()),
                ("another scheme with a key", format!("Basic {text}").into()),
                ("basic credentials", b"Basic YWRhOmNvdW50ZXNz".to_vec()),
                ("a key without a scheme", text.as_bytes().to_vec()),
                ("no blank after the scheme", format!("Bearer{text}").into()),
                ("a scheme that begins alike", format!("Bearers {text}").into()),
                ("bytes beyond ASCII", b"Bearer acme_\xc3\xa9".to_vec()),
                ("10 kB", format!("Bearer acme_{id}_{}", "x".repeat(10 * 1024)).into()),
                ("10 kB of another scheme", format!("Digest {}", "x".repeat(10 * 1024)).into()),
            ];
            for (what, header) in headers {
                let request = || {
                    Request::get("/caller").header(COOKIE, &cookie).header(AUTHORIZATION, header.as_slice())
                };
                is_refused(&programs.send(request()).await, what);
                for path in ["/maybe", "/read", "/refund"] {
                    let request =
                        Request::get(path).header(COOKIE, &cookie).header(AUTHORIZATION, header.as_slice());
                    is_refused(&programs.send(request).await, what);
                }
                // A browser that goes to a page is not sent to the sign-in page either.
                is_refused(&programs.send(request().header("sec-fetch-mode", "navigate")).await, what);
            }
            assert_eq!(programs.browse("/caller", &cookie).await.body, format!("session {name}"));
            assert_eq!(programs.browse("/maybe", &cookie).await.body, format!("session {name}"));
        }
    }
}

#[tokio::test]
async fn a_header_that_appears_twice_is_not_accepted() {
    for database in databases().await {
        let programs = Programs::with_rows(&database, true);
        let ada = programs.user("ada", Set::all()).await;
        let (key, cookie) = (programs.key(&ada, Set::all()).await, programs.cookie(&ada).await);
        let bearer = format!("Bearer {}", key.text.expose());
        for second in [bearer.as_str(), "Basic YTpi", "Bearer x", ""] {
            for headers in [[bearer.as_str(), second], [second, bearer.as_str()]] {
                let request = Request::get("/caller").header(COOKIE, &cookie);
                let request =
                    headers.iter().fold(request, |request, value| request.header(AUTHORIZATION, *value));
                is_refused(&programs.send(request).await, second);
            }
        }
    }
}

#[tokio::test]
async fn the_scheme_is_read_in_any_case() {
    for database in databases().await {
        let programs = Programs::with_rows(&database, false);
        let ada = programs.user("ada", Set::all()).await;
        let key = programs.key(&ada, Set::all()).await;
        for scheme in ["Bearer ", "bearer ", "BEARER ", "bEaReR   ", "Bearer\t"] {
            let reply = programs.with_header("/caller", format!("{scheme}{}", key.text.expose())).await;
            assert_eq!(reply.status, StatusCode::OK, "{scheme:?}");
        }
    }
}

#[tokio::test]
async fn revoked_expired_and_orphaned_keys_are_refused_alike() {
    for database in databases().await {
        let programs = Programs::with_rows(&database, false);
        let ada = programs.user("ada", Set::all()).await;
        let bob = programs.user("bob", Set::all()).await;
        let revoked = programs.key(&ada, Set::all()).await;
        let short = programs.auth.create_key_for(
            &ada,
            Robot { arms: 2 },
            "",
            Expires::after(Duration::from_secs(60)),
        );
        let short = short.await.unwrap();
        let dead = programs.auth.create_key_for(&ada, Robot { arms: 2 }, "", Expires::at(NOW)).await.unwrap();
        let orphaned = programs.key(&bob, Set::all()).await;
        programs.auth.revoke_key(&ada, &revoked.id).await.unwrap();
        database.delete_user(&bob).await.unwrap();
        is_refused(&programs.call("/caller", revoked.text.expose()).await, "revoked");
        is_refused(&programs.call("/caller", orphaned.text.expose()).await, "orphaned");
        is_refused(&programs.call("/robot", dead.text.expose()).await, "dead from the start");
        programs.clock.advance(Duration::from_secs(59));
        assert_eq!(programs.call("/robot", short.text.expose()).await.status, StatusCode::OK);
        programs.clock.advance(Duration::from_secs(1));
        is_refused(&programs.call("/robot", short.text.expose()).await, "expired");
    }
}

#[tokio::test]
async fn a_key_is_read_from_the_header_alone() {
    for database in databases().await {
        for bearer in [false, true] {
            let programs = Programs::with_rows(&database, bearer);
            let ada = programs.user(if bearer { "ada" } else { "eve" }, Set::all()).await;
            let key = programs.key(&ada, Set::all()).await;
            let text = key.text.expose();
            // As a session: in its cookie, in other headers, in the URL.
            assert_eq!(
                programs.browse("/session", &format!("{SESSION}={text}")).await.status,
                StatusCode::UNAUTHORIZED
            );
            let without = programs.browse("/caller", &format!("{SESSION}={text}")).await;
            assert_eq!((without.status, without.challenge()), (StatusCode::UNAUTHORIZED, "Bearer"));
            for path in ["access_token", "api_key", "key", "token"] {
                let reply = programs.send(Request::get(format!("/caller?{path}={text}"))).await;
                assert_eq!(reply.status, StatusCode::UNAUTHORIZED, "{path}");
            }
            for name in ["x-api-key", "proxy-authorization", "x-auth-session"] {
                let name = HeaderName::from_static(name);
                let value = HeaderValue::try_from(format!("Bearer {text}")).unwrap();
                let reply = programs.send(Request::get("/caller").header(name, value)).await;
                assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
            }
            // `Session` never accepts a key.
            assert_eq!(programs.call("/session", text).await.status, StatusCode::UNAUTHORIZED);
            assert_eq!(programs.call("/auth/session", text).await.body, "null");
        }
    }
}

#[tokio::test]
async fn a_session_is_no_key() {
    for database in databases().await {
        let programs = Programs::with_rows(&database, false);
        let ada = programs.user("ada", Set::all()).await;
        let cookie = programs.cookie(&ada).await;
        let text = cookie.split_once('=').unwrap().1;
        is_refused(&programs.call("/caller", text).await, "without `bearer_sessions`");
        let programs = Programs::with_rows(&database, true);
        assert_eq!(programs.call("/caller", text).await.body, "session ada");
    }
}

#[tokio::test]
async fn a_key_of_another_application_is_refused() {
    let [first, second] = databases().await;
    let (here, there) = (Programs::with_rows(&first, false), Programs::with_rows(&second, false));
    let ada = here.user("ada", Set::all()).await;
    let eve = there.user("ada", Set::all()).await;
    let key = there.key(&eve, Set::all()).await;
    is_refused(&here.call("/caller", key.text.expose()).await, "of another database");
    assert!(here.auth.keys_of(&ada).await.unwrap().is_empty());
}

/// The struct of the application has changed since the key was made.
#[tokio::test]
async fn content_that_does_not_fit_is_refused_and_the_log_names_the_member() {
    for database in databases().await {
        let log = Log::default();
        let _guard = log.listen();
        let programs = Programs::with_rows(&database, false);
        let ada = programs.user("ada", Set::all()).await;
        let key = programs.key(&ada, Set::all()).await;
        let stored = database.api_key(key.id.as_str()).await.unwrap().unwrap().key;
        let change = async |data: &str| {
            database.delete_api_key(&ada, &stored.id).await.unwrap();
            let mut row =
                StoredApiKey::new(&stored.id, ada.clone(), "acme", stored.hash.clone(), data, stored.created);
            row.expires = stored.expires;
            database.create_api_key(row, Basis::default()).await.unwrap();
            programs.call("/caller", key.text.expose()).await
        };
        for broken in [r#"{"scopes":[]}"#, r#"{"scopes":[],"project":"secret text"}"#, "[]", "", "{"] {
            is_refused(&change(broken).await, broken);
        }
        assert!(
            log.text().contains("without `project`") && !log.text().contains("secret text"),
            "{}",
            log.text()
        );
        let kept = change(r#"{"scopes":["read","was_removed"],"project":9,"more":{}}"#).await;
        assert_eq!(kept.body, "key  9");
        assert_eq!(programs.call("/read", key.text.expose()).await.status, StatusCode::OK);
        assert_eq!(programs.call("/refund", key.text.expose()).await.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn wrong_keys_are_limited_by_network_and_right_ones_are_not() {
    for database in databases().await {
        let programs = Programs::built(&database, |clock| {
            let builder =
                start(clock).client_ip(ClientIpSource::Header(HeaderName::from_static("x-real-ip")));
            let builder = builder.sign_in_limit(RateLimit::new(5, Duration::from_secs(60)));
            builder.database_sessions(database.clone()).build().unwrap()
        });
        let ada = programs.user("ada", Set::all()).await;
        let key = programs.key(&ada, Set::all()).await;
        let call = async |address: &str, text: &str| {
            let request = Request::get("/caller").header("x-real-ip", address);
            programs.send(request.header(AUTHORIZATION, format!("Bearer {text}"))).await
        };
        let wrong = format!("acme_{}_{}", key.id, "0".repeat(43));
        for _ in 0..5 {
            is_refused(&call("192.0.2.1", &wrong).await, "wrong");
        }
        let limited = call("192.0.2.1", &wrong).await;
        assert_eq!(
            (limited.status, limited.body.as_str()),
            (StatusCode::TOO_MANY_REQUESTS, r#"{"error":"TooManyRequests"}"#)
        );
        assert!(limited.headers["retry-after"].to_str().unwrap().parse::<u64>().unwrap() <= 60);
        // Keys that work are not counted, other networks neither, and people still sign in.
        assert_eq!(call("192.0.2.1", key.text.expose()).await.status, StatusCode::OK);
        is_refused(&call("198.51.100.1", &wrong).await, "from elsewhere");
        let headers: HeaderMap =
            [(HeaderName::from_static("x-real-ip"), HeaderValue::from_static("192.0.2.1"))]
                .into_iter()
                .collect();
        assert!(
            programs.auth.sign_in(&headers, "credentials", &[("name", "1"), ("password", "")]).await.is_ok()
        );
    }
}

#[tokio::test(flavor = "current_thread")]
async fn no_text_of_a_key_is_in_the_log() {
    for database in databases().await {
        let log = Log::default();
        let _guard = log.listen();
        for bearer in [false, true] {
            let programs = Programs::with_rows(&database, bearer);
            let ada = programs.user(if bearer { "ada" } else { "eve" }, [Permission::Read]).await;
            let key = programs.key(&ada, Set::all()).await;
            let (text, secret) = (key.text.expose(), key.text.expose().rsplit('_').next().unwrap());
            for path in
                ["/caller", "/maybe", "/robot", "/read", "/refund", "/session", "/auth/session", "/leave"]
            {
                programs.call(path, text).await;
                programs.call(path, &text.replace("acme", "robot")).await;
                programs.call(path, &text.replace(key.id.as_str(), "0000000000000000")).await;
                programs.with_header(path, format!("Basic {text}")).await;
                programs.browse(path, &format!("{SESSION}={text}")).await;
            }
            let caller = format!("{:?}", programs.auth.keys_of(&ada).await.unwrap());
            assert!(!caller.contains(secret));
            programs.auth.revoke_key(&ada, &key.id).await.unwrap();
            programs.call("/caller", text).await;
            assert!(!log.text().contains(secret), "{}", log.text());
            assert!(!log.text().contains(
                database.api_keys_of(&ada).await.unwrap().first().map_or("-none-", |key| key.hash.expose())
            ));
        }
        assert!(!log.text().is_empty());
    }
}
