//! Each request has the same response on actix-web as on axum. `Twins` compares them; the tests say what it is.

use std::time::Duration;

use auth::{
    User,
    adapter::{Adapter, NewUser},
    api_key::Expires,
    callback::Access,
    config::RateLimit,
};

use crate::{
    twins::{FORM, Key, ORIGIN, Permission, SESSION, Twins},
    world::HOUR,
};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const HANDLERS: [&str; 14] = [
    "/me",
    "/admin",
    "/broken",
    "/fresh",
    "/passkey",
    "/refund",
    "/nested",
    "/either",
    "/optional",
    "/allowed",
    "/permitted",
    "/known",
    "/beta",
    "/perhaps",
];

#[tokio::test]
async fn pages_and_json_of_the_routes() {
    let mut twins = Twins::new();
    for path in [
        "/auth/providers",
        "/auth/csrf",
        "/auth/session",
        "/auth/signin",
        "/auth/signin?error=Signin",
        "/auth/signout",
        "/auth/error",
        "/auth/error?error=AccessDenied",
        "/auth/nonsense",
        "/auth",
        "/auth/",
        "/auth/a/b/c",
        "/auth/callback/nobody",
        "/auth/%73ignin",
        "/auth/signin?callbackUrl=%2Fa%3Fb%3D%C3%A9",
    ] {
        twins.visit(path).await;
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        twins.send(method, "/auth/session", &[], "").await;
        twins.send(method, "/auth/signout", &[FORM], "a=b").await;
    }
}

#[tokio::test]
async fn requests_without_a_session() {
    let mut twins = Twins::new();
    for path in HANDLERS {
        twins.get(path).await;
        twins.visit(path).await;
        twins.send("POST", "/me", &[("accept", "text/html")], "").await;
    }
    let reply = twins.visit("/me?a=b").await;
    assert_eq!(
        (reply.status.as_u16(), reply.header("location")),
        (302, "/auth/signin?callbackUrl=%2Fme%3Fa%3Db")
    );
    let reply = twins.get("/me").await;
    assert_eq!((reply.status.as_u16(), reply.body.as_str()), (401, r#"{"error":"Unauthorized"}"#));
    assert_eq!(twins.get("/optional").await.body, "false");
    assert_eq!(twins.get("/either").await.body, "false");
}

#[tokio::test]
async fn a_session_from_sign_in_to_sign_out() {
    let mut twins = Twins::new();
    assert_eq!(twins.sign_in("ada").await.status.as_u16(), 302);
    for path in HANDLERS {
        twins.get(path).await;
        twins.visit(path).await;
    }
    assert_eq!(twins.get("/me").await.body, "ada");
    for path in ["/admin", "/refund", "/fresh", "/nested", "/known", "/beta"] {
        assert_eq!(twins.get(path).await.body, "ada", "{path}");
    }
    assert_eq!(twins.get("/auth/session").await.json()["user"]["name"], "ada");
    let update = r#"{"csrfToken":"none","data":{"note":"seven"}}"#;
    twins.send("POST", "/auth/session", &[("content-type", "application/json")], update).await;
    twins.post("/auth", "/auth/signout", "").await;
    assert_eq!(twins.get("/me").await.status.as_u16(), 401);
    assert_eq!(twins.actix.world.happened(), twins.axum.world.happened());
}

#[tokio::test]
async fn a_refused_user_and_a_guard_that_fails() {
    let mut twins = Twins::new();
    twins.sign_in("bob").await;
    for path in HANDLERS {
        twins.get(path).await;
        twins.visit(path).await;
    }
    let reply = twins.get("/admin").await;
    assert_eq!((reply.status.as_u16(), reply.body.as_str()), (403, r#"{"error":"AccessDenied"}"#));
    assert!(twins.visit("/admin").await.body.contains("<html"));
    assert_eq!(twins.get("/broken").await.status.as_u16(), 403);
    assert_eq!(twins.get("/refund").await.status.as_u16(), 403);
    assert_eq!(
        (twins.get("/allowed").await.body, twins.get("/perhaps").await.body),
        ("false".into(), "true".into())
    );
}

#[tokio::test]
async fn a_proof_that_is_missing_or_too_old() {
    let mut twins = Twins::new();
    twins.sign_in("ada").await;
    assert!(twins.visit("/passkey").await.header("location").starts_with("/auth/step-up?"));
    let challenge = twins.get("/passkey").await;
    assert_eq!(challenge.status.as_u16(), 401);
    assert!(challenge.header("www-authenticate").contains("insufficient_user_authentication"));
    let form = [FORM, ("accept", "text/html"), ("referer", "http://site.test/keys?a")];
    assert!(twins.send("POST", "/passkey", &form, "").await.body.contains("%2Fkeys%3Fa"));
    twins.advance(HOUR);
    assert_eq!(twins.get("/fresh").await.status.as_u16(), 401);
}

#[tokio::test]
async fn a_session_in_use_is_extended() {
    let mut twins = Twins::new();
    twins.sign_in("ada").await;
    twins.advance(DAY - Duration::from_secs(1));
    assert_eq!(twins.get("/me").await.header("set-cookie"), "");
    twins.advance(Duration::from_secs(1));
    for path in ["/form", "/either?no=reader"] {
        let extends = path == "/either?no=reader";
        let reply = twins.get(path).await;
        assert_eq!(reply.header("set-cookie").starts_with(SESSION), extends, "{path}");
        assert_eq!(reply.header("cache-control") == "private", extends, "{path}");
    }
    assert_eq!(twins.get("/me").await.header("set-cookie"), "", "it is fresh again");
    twins.advance(DAY * 30 - Duration::from_secs(1));
    assert_eq!(twins.get("/admin").await.body, "ada");
}

#[tokio::test]
async fn wrong_forms_and_foreign_requests() {
    let mut twins = Twins::new();
    twins.send("POST", "/auth/callback/credentials", &[FORM], "name=ada&password=hunter2").await;
    twins.send("POST", "/auth/signout", &[FORM], "csrfToken=wrong").await;
    twins.post("/auth", "/auth/callback/credentials", "name=ada&password=wrong").await;
    twins.post("/auth", "/auth/callback/credentials", "name=locked&password=x").await;
    twins.post("/auth", "/auth/callback/credentials", "name=crash&password=x").await;
    twins.post("/auth", "/auth/callback/credentials", "name=away&password=hunter2").await;
    twins.sign_in("ada").await;
    for (headers, status) in [
        (&[][..], 200),
        (&[("origin", ORIGIN)], 200),
        (&[("origin", "http://evil.test")], 403),
        (&[("sec-fetch-site", "cross-site")], 403),
    ] {
        assert_eq!(twins.send("POST", "/form", headers, "").await.status.as_u16(), status, "{headers:?}");
        assert_eq!(twins.send("GET", "/form", headers, "").await.status.as_u16(), 200, "{headers:?}");
    }
    let socket = [("connection", "upgrade"), ("upgrade", "websocket"), ("origin", "http://evil.test")];
    for path in ["/form", "/me", "/admin"] {
        assert_eq!(twins.send("GET", path, &socket, "").await.status.as_u16(), 403, "{path}");
    }
    assert_eq!(twins.send("GET", "/optional", &socket, "").await.body, "false");
}

#[tokio::test]
async fn attempts_are_counted_by_the_address_of_the_connection() {
    let mut twins = Twins::with(|builder| builder.sign_in_limit(RateLimit::new(3, HOUR)));
    let mut statuses = Vec::new();
    for attempt in 0..4 {
        let fields = format!("name=user{attempt}&password=wrong");
        let reply = twins.post("/auth", "/auth/callback/credentials", &fields).await;
        statuses.push(reply.status.as_u16());
    }
    assert_eq!(statuses, [302, 302, 302, 429]);
}

#[tokio::test]
async fn programs_call_by_a_key() {
    let (mut twins, adapters) = Twins::with_keys();
    let mut keys = Vec::new();
    for (half, adapter) in [&twins.axum, &twins.actix].into_iter().zip(&adapters) {
        let ada = User::new("ada").with_email("ada@example.com");
        let ada = adapter.sign_up(NewUser::new(ada), None, None).await.unwrap().user.id();
        let key = Key { scopes: [Permission::Read].into() };
        let key = half.auth.create_key_for(&ada, key, "nightly", Expires::days(90)).await.unwrap();
        keys.push(format!("Bearer {}", key.text.expose()));
    }
    assert_eq!(keys[0], keys[1], "the same randomness makes the same keys");
    let key = [("authorization", keys[0].as_str())];
    for path in ["/key", "/keyed", "/read", "/me", "/optional"] {
        twins.send("GET", path, &key, "").await;
    }
    assert_eq!(twins.send("GET", "/key", &key, "").await.body, "a key");
    // The session of the owner is made of claims that only a sign-in can make, so nothing is granted to the key.
    let denied = twins.send("GET", "/read", &key, "").await;
    assert!(denied.header("www-authenticate").contains("insufficient_scope"));
    for header in ["Bearer nonsense", "Basic YTpi", "Bearer acme_0000000000000000000000"] {
        for path in ["/key", "/read", "/keyed"] {
            let reply = twins.send("GET", path, &[("authorization", header)], "").await;
            assert_eq!(reply.status.as_u16(), 401, "{path} {header}");
        }
    }
    assert_eq!(twins.get("/key").await.header("www-authenticate"), "Bearer");
    twins.sign_in("ada").await;
    for path in ["/key", "/read"] {
        assert_eq!(twins.get(path).await.body, "ada");
    }
}

#[tokio::test]
async fn a_callback_that_fails_is_the_same_error() {
    let mut twins = Twins::new();
    twins.sign_in("ada").await;
    for world in [&twins.axum.world, &twins.actix.world] {
        world.trouble("grants", Access::Allow);
        world.revoke("ada");
    }
    assert_eq!(twins.get("/beta").await.status.as_u16(), 401);
    twins.forget_cookies();
    twins.sign_in("bob").await;
    assert_eq!(twins.get("/beta").await.status.as_u16(), 403);
}
