//! Logouts that the provider sends by itself (OpenID Connect Back-Channel Logout 1.0).

use std::time::Duration;

use auth::{
    Auth,
    adapter::{AnyAdapter, MemoryAdapter},
};
use http::{Request, StatusCode, header};
use serde_json::{Value, json};

use crate::{
    app::*,
    browser::{Browser, Reply, encode},
};

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// A site whose provider may end sessions, which are rows or revocable tokens.
async fn site(database: &AnyAdapter, rows: bool) -> Site {
    Site::serve(|builder, issuer| {
        let builder = builder.provider(acme(issuer).back_channel_logout()).provider(plain(issuer));
        let auth: Auth = if rows {
            builder.database_sessions(database.clone()).build().unwrap()
        } else {
            builder.adapter(database.clone()).revocable_tokens(Duration::from_secs(10)).build().unwrap()
        };
        auth
    })
    .await
}

impl Site {
    async fn name(&mut self) -> Value {
        self.get("/auth/session").await.json()["user"]["name"].clone()
    }

    /// A logout token as the provider would make it for Ada.
    fn logout(&self, jti: &str) -> Value {
        let now = auth::time::Clock::now(&self.clock).as_secs();
        json!({
            "iss": self.provider.issuer, "aud": "openid", "iat": now, "exp": now + 120, "jti": jti,
            "sub": "ada", "events": { EVENT: {} },
        })
    }

    async fn send(&self, token: &str) -> Reply {
        let url = format!("{}/auth/backchannel-logout/acme", self.url);
        Browser::new().post(&url, &[("logout_token", token)]).await
    }
}

#[tokio::test]
async fn signing_out_at_the_provider_signs_out_here() {
    for rows in [true, false] {
        let mut site = site(&AnyAdapter::new(MemoryAdapter::new()), rows).await;
        site.sign_in("acme", Some("bob")).await;
        let bob = std::mem::replace(&mut site.browser, Browser::new());
        site.sign_in("acme", Some("ada")).await;
        // Two sessions of Ada: the other one ends too.
        let elsewhere = site.browser.cookies[&site.url].clone();
        site.sign_in("acme", Some("ada")).await;
        assert_eq!(site.name().await, "Ada Lovelace");

        let end = format!("{}/session/end?client_id=openid", site.provider.issuer);
        let page = site.browser.get(&end).await;
        let (_, xsrf) =
            page.body.split_once(r#"name="xsrf" value=""#).unwrap_or_else(|| panic!("{}", page.body));
        let xsrf = xsrf.split('"').next().unwrap().to_owned();
        let confirm = format!("{}/session/end/confirm", site.provider.issuer);
        site.browser.post(&confirm, &[("xsrf", &xsrf), ("logout", "yes")]).await;
        assert_eq!(site.provider.logouts().await, [200], "{}", site.log.take());

        assert_eq!(site.name().await, Value::Null, "rows: {rows}");
        site.browser.cookies.insert(site.url.clone(), elsewhere);
        assert_eq!(site.name().await, Value::Null, "rows: {rows}");
        site.browser = bob;
        assert_eq!(site.name().await, "Bob", "others stay");
    }
}

#[tokio::test]
async fn a_logout_token_works_once() {
    for rows in [true, false] {
        let mut site = site(&AnyAdapter::new(MemoryAdapter::new()), rows).await;
        site.sign_in("acme", Some("ada")).await;
        let token = site.provider.sign(&site.logout("1"), Some("logout+jwt"), "provider").await;
        let reply = site.send(&token).await;
        assert_eq!((reply.status, reply.body.as_str()), (StatusCode::OK, ""), "{}", site.log.take());
        assert_eq!(reply.headers[header::CACHE_CONTROL], "no-store");
        assert_eq!(reply.set_cookies().count(), 0);
        assert_eq!(site.name().await, Value::Null);

        site.forget();
        site.sign_in("acme", Some("ada")).await;
        let reply = site.send(&token).await;
        assert_eq!(
            (reply.status, &reply.json()["error"]),
            (StatusCode::BAD_REQUEST, &json!("invalid_request"))
        );
        assert_eq!(reply.headers[header::CACHE_CONTROL], "no-store");
        assert_eq!(site.name().await, "Ada Lovelace");
        assert!(site.log.take().contains("the logout token was used before"));
    }
}

/// The `jti` is spent last, so a logout that has failed can be repeated, wherever it has failed.
#[tokio::test]
async fn a_logout_that_has_failed_can_be_repeated() {
    const READ_ONLY: [&str; 2] = ["PRAGMA query_only = 1", "PRAGMA query_only = 0"];
    const NO_MARKERS: [&str; 2] = [
        "CREATE TRIGGER fails BEFORE INSERT ON auth_marker BEGIN SELECT RAISE(ABORT, 'the disk is full'); END",
        "DROP TRIGGER fails",
    ];
    for rows in [true, false] {
        for [fail, mend] in [READ_ONLY, NO_MARKERS] {
            let (adapter, pool) = crate::proof::sqlite().await;
            let mut site = site(&AnyAdapter::new(adapter), rows).await;
            site.sign_in("acme", Some("ada")).await;
            let token = site.provider.sign(&site.logout("1"), Some("logout+jwt"), "provider").await;
            sqlx::query(fail).execute(&pool).await.unwrap();
            assert_eq!(site.send(&token).await.status, StatusCode::BAD_REQUEST, "rows: {rows}, {fail}");
            sqlx::query(mend).execute(&pool).await.unwrap();
            if fail == READ_ONLY[0] {
                assert_eq!(site.name().await, "Ada Lovelace", "rows: {rows}");
            }
            assert_eq!(site.send(&token).await.status, StatusCode::OK, "rows: {rows}, {}", site.log.take());
            assert_eq!(site.name().await, Value::Null, "rows: {rows}, {fail}");
            let repeated = site.send(&token).await;
            assert_eq!(repeated.status, StatusCode::BAD_REQUEST, "it works once");
        }
    }
}

#[tokio::test]
async fn only_a_logout_token_of_the_provider_signs_out() {
    let mut site = site(&AnyAdapter::new(MemoryAdapter::new()), true).await;
    site.sign_in("acme", Some("ada")).await;
    let cases: &[(fn(&mut Value), Option<&str>, &str, &str)] = &[
        (|_| {}, None, "stranger", "signature"),
        (|_| {}, None, "stranger, by a kid of its own", "no key"),
        (|_| {}, None, "nobody", "algorithm"),
        (|_| {}, None, "public key as secret", "algorithm"),
        (|_| {}, None, "client secret", "algorithm"),
        (|_| {}, Some("at+jwt"), "provider", "another type"),
        (|claims| claims["iss"] = json!("https://evil.test"), None, "provider", "`iss`"),
        (|claims| claims["aud"] = json!("plain"), None, "provider", "`aud`"),
        (|claims| claims["exp"] = json!(claims["iat"].as_i64().unwrap() - 60), None, "provider", "`exp`"),
        (|claims| claims["iat"] = json!(claims["iat"].as_i64().unwrap() - 900), None, "provider", "`iat`"),
        (|claims| claims["iat"] = json!(claims["iat"].as_i64().unwrap() + 900), None, "provider", "`iat`"),
        (|claims| claims["events"] = json!({}), None, "provider", "`events`"),
        (|claims| claims["nonce"] = json!("n"), None, "provider", "`nonce`"),
        (|claims| claims["jti"] = json!(""), None, "provider", "`jti`"),
        (|claims| drop(claims.as_object_mut().unwrap().remove("sub")), None, "provider", "`sub`"),
    ];
    for (change, typ, by, why) in cases {
        let mut claims = site.logout("2");
        change(&mut claims);
        let token = site.provider.sign(&claims, *typ, by).await;
        let reply = site.send(&token).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{why}");
        let log = site.log.take();
        assert!(log.contains(why), "{why:?} is not in the log:\n{log}");
    }
    for token in ["", "a.b.c"] {
        assert_eq!(site.send(token).await.status, StatusCode::BAD_REQUEST);
    }
    assert_eq!(site.name().await, "Ada Lovelace");
    // An ID token is not a logout token either.
    let id_token = site.logout("3");
    let mut id_token = id_token.as_object().unwrap().clone();
    id_token.remove("events");
    let token = site.provider.sign(&id_token.into(), None, "provider").await;
    assert_eq!(site.send(&token).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(site.name().await, "Ada Lovelace");
}

#[tokio::test]
async fn a_session_of_the_provider_ends_the_sessions_that_began_in_it() {
    for rows in [true, false] {
        for with_sub in [true, false] {
            let mut site = site(&AnyAdapter::new(MemoryAdapter::new()), rows).await;
            // Two browsers of Ada, and so two sessions at the provider.
            site.sign_in("acme", Some("ada")).await;
            let phone = std::mem::replace(&mut site.browser, Browser::new());
            site.sign_in("acme", Some("ada")).await;
            let sid = site.provider.last_sid().await;
            let mut claims = site.logout("7");
            claims["sid"] = json!(sid);
            if !with_sub {
                claims.as_object_mut().unwrap().remove("sub");
            }
            let token = site.provider.sign(&claims, None, "provider").await;
            assert_eq!(site.send(&token).await.status, StatusCode::OK, "{}", site.log.take());
            assert_eq!(site.name().await, Value::Null, "rows: {rows}");
            // A new sign-in is a session again, and the other browser has never stopped to be one.
            site.forget();
            site.sign_in("acme", Some("ada")).await;
            assert_eq!(site.name().await, "Ada Lovelace", "rows: {rows}");
            site.browser = phone;
            assert_eq!(site.name().await, "Ada Lovelace", "rows: {rows}");
        }
    }
}

/// Sessions may have begun in a session of the provider before that was recorded: the subject tells whose they are. Without a
/// subject the response is no success, since nobody knows what to end.
#[tokio::test]
async fn an_unknown_session_of_the_provider_ends_all_of_its_subject_or_is_a_failure() {
    for rows in [true, false] {
        let mut site = site(&AnyAdapter::new(MemoryAdapter::new()), rows).await;
        site.sign_in("acme", Some("bob")).await;
        let bob = std::mem::replace(&mut site.browser, Browser::new());
        site.sign_in("acme", Some("ada")).await;
        let mut claims = site.logout("8");
        claims["sid"] = json!("from before");
        let mut without_sub = claims.clone();
        without_sub.as_object_mut().unwrap().remove("sub");
        for _ in 0..2 {
            let token = site.provider.sign(&without_sub, None, "provider").await;
            assert_eq!(site.send(&token).await.status, StatusCode::BAD_REQUEST, "rows: {rows}");
            assert!(site.log.take().contains("names a session (`sid`) in which no sign-in is known"));
            assert_eq!(site.name().await, "Ada Lovelace", "rows: {rows}");
        }
        let token = site.provider.sign(&claims, None, "provider").await;
        assert_eq!(site.send(&token).await.status, StatusCode::OK, "{}", site.log.take());
        assert_eq!(site.name().await, Value::Null, "rows: {rows}");
        site.browser = bob;
        assert_eq!(site.name().await, "Bob", "others stay");
    }
}

/// The option is turned on while users are signed in: their sessions do not know in which session of the provider they began.
#[tokio::test]
async fn a_session_from_before_the_option_ends_by_the_subject() {
    for rows in [true, false] {
        let database = AnyAdapter::new(MemoryAdapter::new());
        let mut old = Site::serve(|builder, issuer| {
            let builder = builder.provider(acme(issuer));
            let auth: Auth = if rows {
                builder.database_sessions(database.clone()).build().unwrap()
            } else {
                let builder = builder.adapter(database.clone());
                builder.revocable_tokens(Duration::from_secs(10)).build().unwrap()
            };
            auth
        })
        .await;
        old.sign_in("acme", Some("ada")).await;
        let sid = old.provider.last_sid().await;
        assert_eq!(old.name().await, "Ada Lovelace");

        let new = site(&database, rows).await;
        let mut claims = new.logout("9");
        claims["sid"] = json!(sid);
        let token = new.provider.sign(&claims, None, "provider").await;
        assert_eq!(new.send(&token).await.status, StatusCode::OK, "{}", new.log.take());
        old.clock.advance(Duration::from_secs(11));
        assert_eq!(old.name().await, Value::Null, "rows: {rows}");
    }
}

#[tokio::test]
async fn a_user_without_an_account_is_signed_out_already() {
    let mut site = site(&AnyAdapter::new(MemoryAdapter::new()), true).await;
    site.sign_in("acme", Some("ada")).await;
    let mut claims = site.logout("4");
    claims["sub"] = json!("nobody");
    let token = site.provider.sign(&claims, None, "provider").await;
    assert_eq!(site.send(&token).await.status, StatusCode::OK);
    assert_eq!(site.name().await, "Ada Lovelace");
}

#[tokio::test]
async fn other_providers_sign_nobody_out() {
    let site = site(&AnyAdapter::new(MemoryAdapter::new()), true).await;
    let token = site.provider.sign(&site.logout("5"), None, "provider").await;
    for provider in ["plain", "unknown"] {
        let url = format!("{}/auth/backchannel-logout/{provider}", site.url);
        let reply = Browser::new().post(&url, &[("logout_token", &token)]).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{provider}");
    }
    let url = format!("{}/auth/backchannel-logout/acme?{}", site.url, encode(&[("logout_token", &token)]));
    assert_eq!(Browser::new().get(&url).await.status, StatusCode::BAD_REQUEST);
    let reply = Browser::new().send(&url, Request::post(&url), String::new()).await;
    assert_eq!(reply.status, StatusCode::BAD_REQUEST, "the token is in the body");
}

#[test]
fn sessions_that_cannot_be_revoked_are_a_configuration_error() {
    let built = |database: bool| {
        let builder = Auth::<()>::builder()
            .environment(|_| None)
            .secret("a secret for tests, and for nothing else")
            .url("https://app.test")
            .provider(acme("https://op.test").back_channel_logout());
        let builder = if database { builder.adapter(MemoryAdapter::new()) } else { builder };
        let built: Result<Auth, _> = builder.build();
        built.err().unwrap().to_string()
    };
    for database in [true, false] {
        assert!(built(database).contains("needs sessions that can be revoked"), "{}", built(database));
    }
}
