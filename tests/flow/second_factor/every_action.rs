//! A browser whose sign-in is pending gets at each action what a browser without a session gets.

use auth::adapter::Adapter;
use axum::body::Body;
use http::{HeaderMap, Request, header::*};
use serde_json::json;

use super::{ways_in::Parts, *};

/// Each action, with the fields of its form. `CODE` and `RECOVERY` stand for codes that are right.
const REQUESTS: &[(&str, &str, &[(&str, &str)])] = &[
    ("GET", "/auth", &[]),
    ("GET", "/auth/csrf", &[]),
    ("GET", "/auth/providers", &[]),
    ("GET", "/auth/session", &[]),
    ("POST", "/auth/session", &[("data", "{}")]),
    ("GET", "/auth/signin", &[]),
    ("POST", "/auth/signin", &[]),
    ("POST", "/auth/signin/staff", &[]),
    ("POST", "/auth/signin/staff", &[("stepUp", "1")]),
    ("POST", "/auth/signin/email", &[("email", "not an address")]),
    ("POST", "/auth/signin/credentials", &[]),
    ("POST", "/auth/signin/passkey", &[]),
    ("GET", "/auth/signout", &[]),
    ("POST", "/auth/signout", &[]),
    ("GET", "/auth/signout/staff", &[]),
    ("GET", "/auth/callback/staff?code=c0de&state=x", &[]),
    ("GET", "/auth/callback/email?email=eve%40example.com&token=x", &[]),
    ("POST", "/auth/callback/email", &[("email", "eve@example.com"), ("token", "x")]),
    ("POST", "/auth/callback/credentials", &[("name", "ada"), ("password", "wrong")]),
    ("POST", "/auth/callback/credentials", &[("name", "ada"), ("password", "wrong"), ("stepUp", "1")]),
    ("POST", "/auth/callback/passkey", &[("action", "register"), ("data", "{}")]),
    ("POST", "/auth/callback/passkey", &[("action", "authenticate"), ("data", "{}")]),
    ("GET", "/auth/webauthn-options/passkey", &[]),
    ("GET", "/auth/webauthn-options/passkey?action=register", &[]),
    ("GET", "/auth/webauthn-options/passkey?action=authenticate", &[]),
    ("POST", "/auth/backchannel-logout/staff", &[("logout_token", "x")]),
    ("GET", "/auth/error?error=AccessDenied", &[]),
    ("GET", "/auth/verify-request", &[]),
    ("GET", "/auth/jwks", &[]),
    ("GET", "/auth/passkey.js", &[]),
    ("GET", "/auth/step-up?acr_values=otp&max_age=60&callbackUrl=%2Fme", &[]),
    ("POST", "/auth/step-up", &[("code", "CODE"), ("callbackUrl", "/me")]),
    ("POST", "/auth/step-up", &[("code", "RECOVERY")]),
    ("GET", "/auth/totp", &[]),
    ("POST", "/auth/totp", &[("action", "confirm"), ("enrolment", "x"), ("code", "CODE")]),
    ("POST", "/auth/totp", &[("action", "replace"), ("code", "CODE")]),
    ("POST", "/auth/totp", &[("action", "recovery-codes"), ("code", "RECOVERY")]),
    ("POST", "/auth/totp", &[("action", "remove"), ("code", "CODE")]),
    ("POST", "/auth/totp", &[("action", "remove"), ("code", "RECOVERY")]),
    ("GET", "/auth/account", &[]),
    ("GET", "/auth/account/profile", &[]),
    ("GET", "/auth/account/sessions", &[]),
    ("GET", "/auth/account/export", &[]),
    ("POST", "/auth/account/profile", &[("name", "Eve")]),
    ("POST", "/auth/account/revoke-session", &[("id", "x")]),
    ("POST", "/auth/account/revoke-other-sessions", &[]),
    ("POST", "/auth/account/rename-passkey", &[("id", "x"), ("name", "x")]),
    ("POST", "/auth/account/add-phone", &[("phone", "+442079460018")]),
    ("POST", "/auth/account/remove-passkey", &[("id", "x")]),
    ("POST", "/auth/account/unlink-account", &[("provider", "credentials")]),
    ("POST", "/auth/account/revoke-key", &[("id", "x")]),
    ("POST", "/auth/account/delete", &[("confirm", "ada@example.com"), ("code", "CODE")]),
    ("GET", "/auth/password/change", &[]),
    ("POST", "/auth/password/change", &[("current", "hunter2"), ("password", "a long new password")]),
    ("GET", "/auth/password/forgot", &[]),
    ("GET", "/auth/password/reset?token=x", &[]),
    ("POST", "/auth/password/reset", &[("token", "x"), ("password", "a long new password")]),
    ("GET", "/auth/email/change", &[]),
    ("POST", "/auth/email/change", &[("email", "eve@example.com"), ("code", "CODE")]),
    ("GET", "/auth/email/verify?token=x", &[]),
    ("POST", "/auth/email/verify", &[("token", "x")]),
    ("GET", "/me", &[]),
    ("GET", "/maybe", &[]),
    ("GET", "/admin", &[]),
    ("GET", "/leave", &[]),
    ("GET", "/public", &[]),
];

/// What a response says, without what is random: the values of cookies, and what a redirect takes along.
fn summary(reply: &crate::site::Reply) -> (u16, String, Vec<String>, String) {
    let random = ["state=", "code_challenge=", "nonce=", "max_age="];
    let location =
        reply.header(LOCATION).split(['?', '&']).filter(|it| !random.iter().any(|r| it.starts_with(r)));
    let mut cookies: Vec<String> = reply.set_cookies().into_iter().map(str::to_owned).collect();
    cookies.sort();
    let body = match reply.body.find("\"challenge\"") {
        Some(at) => reply.body[..at].to_owned(),
        None => reply.body.clone(),
    };
    (reply.status.as_u16(), location.collect::<Vec<_>>().join("?"), cookies, body)
}

fn cookies(headers: &HeaderMap, without: Option<&str>) -> String {
    let all = headers[COOKIE].to_str().unwrap().split("; ");
    let kept = all.filter(|pair| without.is_none_or(|name| !pair.starts_with(name)));
    kept.collect::<Vec<_>>().join("; ")
}

#[tokio::test]
async fn a_pending_sign_in_is_nobody_at_any_action() {
    let claims =
        json!({ "sub": "7", "email": "ada@example.com", "email_verified": true, "groups": ["staff"] });
    for database in databases().await {
        let parts = Parts::new(&database, claims.clone());
        let (enrolled, user) = enrolled(&database, "ada").await;
        let rows = async || {
            (
                database.accounts_of(&user).await.unwrap().len(),
                database.authenticators_of(&user).await.unwrap().len(),
                database.sessions_of(&user).await.unwrap().len(),
                database.second_factor(&user).await.unwrap().map(|it| (it.last_step, it.recovery_codes)),
                database.user(&user).await.unwrap().unwrap().email_verified,
            )
        };
        let before = rows().await;
        let mut site = parts.lenient();
        site.next_step();
        assert_eq!(site.sign_in("ada").await.location(), PAGE);
        let csrf = site.csrf().await;
        let code = enrolled.code(&site);
        let headers = site.headers();
        let (half, nobody) = (cookies(&headers, None), cookies(&headers, Some(PENDING)));
        assert_ne!(half, nobody);
        for (method, path, fields) in REQUESTS {
            let right = |value: &'static str| match value {
                "CODE" => code.clone(),
                "RECOVERY" => enrolled.codes[0].clone(),
                value => value.to_owned(),
            };
            let fields: Vec<(&str, String)> =
                fields.iter().map(|&(name, value)| (name, right(value))).collect();
            let mut replies = Vec::new();
            for cookies in [&half, &nobody] {
                let form = form(
                    fields
                        .iter()
                        .map(|(name, value)| (*name, value.as_str()))
                        .chain([("csrfToken", csrf.as_str())]),
                );
                let request = Request::builder().method(*method).uri(*path).header(COOKIE, cookies);
                let request = match *method {
                    "POST" => request.header(CONTENT_TYPE, FORM).body(Body::from(form)),
                    _ => request.body(Body::empty()),
                };
                replies.push(site.raw(request.unwrap()).await);
            }
            let [half, nobody] = replies.as_slice() else { panic!("two requests") };
            assert_eq!(summary(half), summary(nobody), "{method} {path} {fields:?}");
            assert!(!half.set_cookies().contains(&SESSION), "{method} {path} {fields:?}");
            assert!(!half.body.contains("ada@example.com"), "{method} {path} {fields:?}");
        }
        // Through the methods of `Auth` as well.
        let auth = &site.auth;
        assert!(auth.session(&headers).await.unwrap().is_none());
        assert!(auth.refresh(&headers).await.unwrap().session.is_none());
        assert!(auth.update(&headers, json!({ "name": "x" })).await.unwrap().session.is_none());
        assert_eq!(auth.session_id(&headers).unwrap(), None);

        assert_eq!(rows().await, before, "nothing is written, and no code is used");
        assert_eq!(site.enter(&code).await, HOME, "the sign-in is still pending");
        assert!(site.is_signed_in().await);
    }
}
