//! Signing in and out by a form.

use http::{Request, header::CONTENT_TYPE};
use serde_json::json;

use crate::site::*;

#[tokio::test]
async fn the_right_password_leads_to_a_session() {
    let mut site = Site::new();
    let reply = site.sign_in("ada").await;
    assert_eq!(reply.location(), ORIGIN);
    assert_eq!(
        site.session().await,
        json!({
            "user": { "name": "ada", "email": "ada@example.com", "role": "admin" },
            "length": 0,
            "expires": "2027-02-14T08:00:00.000Z",
        })
    );
}

#[tokio::test]
async fn callbacks_and_events_run_in_their_order() {
    let mut site = Site::new();
    site.sign_in("ada").await;
    assert_eq!(
        site.world.happened(),
        [
            "authorize ada",
            "first guard",
            "second guard",
            "jwt",
            "event sign_in ada credentials",
            "event sign_in, failing"
        ]
    );
    site.session().await;
    assert_eq!(site.world.happened(), ["event session Some(\"ada\") Some(\"admin\")"]);
    site.post("/auth/signout", &[]).await;
    assert_eq!(site.world.happened(), ["event sign_out Some(\"ada\") Some(\"admin\")"]);
}

/// Who signs in, where it leads, and the last callback that ran.
#[tokio::test]
async fn refusals_redirects_and_failures_are_three_things() {
    const OUTCOMES: [(&str, &str, &str); 7] = [
        ("denied", "/auth/error?error=AccessDenied", "second guard"),
        ("broken", "/auth/error?error=AccessDenied", "second guard"),
        ("away", "/banned", "first guard"),
        ("abroad", "", "first guard"),
        ("locked", "/auth/signin?error=CredentialsSignin&code=locked", "authorize locked"),
        ("crash", "/auth/error?error=Configuration", "authorize crash"),
        ("nothing", "", "event sign_in, failing"),
    ];
    for (name, to, last) in OUTCOMES {
        let mut site = Site::new();
        let reply = site.sign_in(name).await;
        assert_eq!(reply.location().strip_prefix(ORIGIN).unwrap(), to, "{name}");
        assert_eq!(site.world.happened().last().unwrap(), last, "{name}");
        assert_eq!(site.session_cookies(), [""; 0], "{name}");
    }
}

#[tokio::test]
async fn a_wrong_password_keeps_the_session_that_is_there() {
    let mut site = Site::new();
    site.sign_in("ada").await;
    let reply = site.post("/auth/callback/credentials", &[("name", "bob"), ("password", "wrong")]).await;
    assert_eq!(reply.location(), "http://site.test/auth/signin?error=CredentialsSignin&code=credentials");
    assert_eq!(site.session().await["user"]["name"], "ada");
}

#[tokio::test]
async fn scripts_are_told_in_json_where_to_go() {
    let mut site = Site::new();
    for (password, url, has_location) in [
        ("hunter2", "http://site.test", true),
        ("wrong", "http://site.test/auth/signin?error=CredentialsSignin&code=credentials", false),
    ] {
        let token = site.csrf().await;
        let body = json!({ "csrfToken": token, "name": "ada", "password": password }).to_string();
        let request = Request::post("/auth/callback/credentials")
            .header(CONTENT_TYPE, "application/json")
            .header("x-auth-return-redirect", "1");
        let reply = site.send(request, body).await;
        assert_eq!((reply.status.as_u16(), reply.json()), (200, json!({ "url": url })));
        assert_eq!(reply.headers.contains_key("location"), has_location);
    }
}

#[tokio::test]
async fn the_page_draws_the_form() {
    let mut site = Site::new();
    let page = site.visit("/auth/signin").await;
    assert_eq!(page.status, 200);
    for part in [
        "name=\"csrfToken\"",
        "name=\"name\"",
        "type=\"password\"",
        "action=\"http://site.test/auth/callback/credentials\"",
    ] {
        assert!(page.body.contains(part), "{part}: {}", page.body);
    }
    assert!(page.headers["content-security-policy"].to_str().unwrap().contains("frame-ancestors 'none'"));
    assert!(!page.body.contains("<script"));
}

#[tokio::test]
async fn signing_out_ends_the_session() {
    let mut site = Site::new();
    site.sign_in("ada").await;
    assert_eq!(site.session_cookies(), [SESSION]);
    assert_eq!(site.post("/auth/signout", &[]).await.location(), ORIGIN);
    assert_eq!(site.session_cookies(), [""; 0]);
    assert_eq!(site.session().await, json!(null));
}
