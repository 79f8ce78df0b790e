//! Sessions in the header `Authorization`.

use std::time::Duration;

use axum::http::Method;

use super::*;
use crate::{database::databases, site::DAY};

async fn sites(bearer: bool) -> Vec<Programs> {
    let mut all = Vec::new();
    for database in databases().await {
        all.push(Programs::with_rows(&database, bearer));
    }
    for database in databases().await {
        all.push(Programs::with_tokens(&database, bearer));
    }
    all
}

async fn bearer(programs: &Programs, user: &StoredId) -> String {
    programs.sign_in(user).await.bearer().unwrap().expose().to_owned()
}

#[tokio::test]
async fn a_session_begins_is_used_is_extended_and_ends() {
    for programs in sites(true).await {
        let ada = programs.user("ada", [Permission::Read]).await;
        let cookies = programs.sign_in(&ada).await;
        let text = cookies.bearer().unwrap().expose().to_owned();
        assert!(!format!("{cookies:?}").contains(&text));
        assert!(
            cookies.iter().any(|cookie| cookie.to_str().unwrap().contains(&text)),
            "the same text as in the cookie"
        );

        for path in ["/session", "/caller", "/maybe", "/read"] {
            let reply = programs.call(path, &text).await;
            assert_eq!((reply.status, reply.body.as_str()), (StatusCode::OK, "session ada"), "{path}");
            assert!(set_cookies(&reply).is_empty() && reply.session().is_none(), "{path}");
        }
        // Behind the layer, a session that is due comes back in a header.
        programs.clock.advance(DAY * 2);
        let reply = programs.call("/session", &text).await;
        let extended = reply.session().unwrap().to_owned();
        assert_eq!(reply.headers["cache-control"], "private");
        assert!(set_cookies(&reply).is_empty());
        programs.clock.advance(DAY * 29);
        assert_eq!(programs.call("/caller", &extended).await.body, "session ada");

        let reply = programs.call("/leave", &extended).await;
        assert_eq!((reply.body.as_str(), reply.session()), ("ada", Some("")));
        assert!(set_cookies(&reply).is_empty());
        for gone in [&text, &extended] {
            let reply = programs.call("/session", gone).await;
            assert_eq!(
                (reply.status, reply.challenge()),
                (StatusCode::UNAUTHORIZED, "Bearer error=\"invalid_token\"")
            );
            assert_eq!(programs.call("/caller", gone).await.status, StatusCode::UNAUTHORIZED);
        }
    }
}

#[tokio::test]
async fn an_end_in_the_handler_is_not_undone_by_the_layer() {
    for programs in sites(true).await {
        let ada = programs.user("ada", Set::all()).await;
        let text = bearer(&programs, &ada).await;
        programs.clock.advance(DAY * 2);
        // The handler has read the session, which was due, and then ended it.
        let reply = programs.call("/leave", &text).await;
        assert_eq!((reply.body.as_str(), reply.session()), ("ada", Some("")));
        assert_eq!(reply.headers.get_all("x-auth-session").iter().count(), 1);
    }
}

#[tokio::test]
async fn a_request_with_a_bearer_is_the_bearers_alone() {
    for programs in sites(true).await {
        let (ada, bob) = (programs.user("ada", Set::all()).await, programs.user("bob", Set::all()).await);
        let (cookie, text) = (programs.cookie(&ada).await, bearer(&programs, &bob).await);
        let both = |path: &str, header: &str| {
            Request::get(path).header(COOKIE, &cookie).header(AUTHORIZATION, header)
        };
        let good = format!("Bearer {text}");
        for path in ["/session", "/caller", "/maybe", "/read", "/refund"] {
            assert_eq!(programs.send(both(path, &good)).await.body, "session bob", "{path}");
        }
        let key = programs.key(&bob, Set::all()).await;
        let key = format!("Bearer {}", key.text.expose());
        for broken in ["Bearer x", "Bearer", "Bearer a b", "bearer ", &format!("{good}x"), &key] {
            let reply = programs.send(both("/session", broken)).await;
            assert_eq!(reply.status, StatusCode::UNAUTHORIZED, "{broken}");
            assert!(set_cookies(&reply).is_empty(), "{broken}");
        }
        // The sign-out is the bearer's too: the cookie stays a session.
        assert_eq!(programs.send(both("/leave", &good)).await.body, "bob");
        assert_eq!(programs.browse("/session", &cookie).await.body, "session ada");
        assert_eq!(programs.call("/session", &text).await.status, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn other_schemes_leave_a_session_to_its_cookie_and_no_caller() {
    for programs in sites(true).await {
        let ada = programs.user("ada", Set::all()).await;
        let cookie = programs.cookie(&ada).await;
        let request =
            |path: &str| Request::get(path).header(COOKIE, &cookie).header(AUTHORIZATION, "Basic YTpi");
        assert_eq!(programs.send(request("/session")).await.body, "session ada");
        assert_eq!(programs.send(request("/caller")).await.status, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn a_bearer_is_no_session_unless_the_application_says_so() {
    for programs in sites(false).await {
        let ada = programs.user("ada", Set::all()).await;
        assert!(programs.sign_in(&ada).await.bearer().is_none());
        let cookie = programs.cookie(&ada).await;
        let text = cookie.split_once('=').unwrap().1;
        assert_eq!(programs.browse("/session", &cookie).await.status, StatusCode::OK);
        assert_eq!(programs.call("/session", text).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(programs.call("/caller", text).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(programs.call("/auth/session", text).await.body, "null");
    }
}

#[tokio::test]
async fn of_the_protocol_only_the_session_is_shown_to_a_bearer() {
    for programs in sites(true).await {
        let ada = programs.user("ada", Set::all()).await;
        let text = bearer(&programs, &ada).await;
        let reply = programs.call("/auth/session", &text).await;
        assert!(reply.body.contains(r#""name":"ada""#), "{}", reply.body);
        assert!(!set_cookies(&reply).iter().any(|cookie| cookie.starts_with(SESSION)));
        let extended = reply.session().unwrap().to_owned();
        assert_eq!(programs.call("/session", &extended).await.body, "session ada");
        // Everything that changes something needs the CSRF token of a browser.
        for (path, method) in [("/auth/session", Method::POST), ("/auth/signout", Method::POST)] {
            let request = Request::builder().method(method).uri(path);
            let reply = programs.send(request.header(AUTHORIZATION, format!("Bearer {extended}"))).await;
            assert!(!reply.body.contains("ada") && reply.session().is_none(), "{path}: {}", reply.body);
        }
        assert_eq!(programs.call("/session", &extended).await.body, "session ada");
        // A bearer that is over is told so.
        programs.auth.sign_out_everywhere(&ada).await.unwrap();
        let reply = programs.call("/auth/session", &extended).await;
        assert_eq!((reply.body.as_str(), reply.session()), ("null", Some("")));
    }
}

#[tokio::test]
async fn a_bearer_needs_no_proof_of_its_origin() {
    for programs in sites(true).await {
        let ada = programs.user("ada", Set::all()).await;
        let (cookie, text) = (programs.cookie(&ada).await, bearer(&programs, &ada).await);
        let router = Router::new()
            .route("/change", any(async |session: Session| id(&session)))
            .layer(programs.auth.same_origin())
            .layer(programs.auth.layer())
            .with_state(programs.auth.clone());
        let post = |headers: &[(&str, &str)]| {
            let request = Request::post("/change").header("sec-fetch-site", "cross-site");
            let request =
                headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
            router.clone().oneshot(request.body(Body::empty()).unwrap())
        };
        let good = format!("Bearer {text}");
        assert_eq!(post(&[("authorization", &good)]).await.unwrap().status(), StatusCode::OK);
        assert_eq!(post(&[("cookie", &cookie)]).await.unwrap().status(), StatusCode::FORBIDDEN);
        // The cookie does not count next to a bearer.
        let both = post(&[("cookie", &cookie), ("authorization", "Bearer x")]).await.unwrap();
        assert_eq!(both.status(), StatusCode::UNAUTHORIZED);
        let other = post(&[("cookie", &cookie), ("authorization", "Basic YTpi")]).await.unwrap();
        assert_eq!(other.status(), StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn an_expired_bearer_is_refused() {
    for programs in sites(true).await {
        let ada = programs.user("ada", Set::all()).await;
        let text = bearer(&programs, &ada).await;
        programs.clock.advance(DAY * 30 + Duration::from_secs(60));
        assert_eq!(programs.call("/session", &text).await.status, StatusCode::UNAUTHORIZED);
    }
}
