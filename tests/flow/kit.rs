//! The test kit: what an application's own tests see of its callbacks, without HTTP.

use std::time::Duration;

use auth::{Auth, AuthError, User, testing::TestAuth};
use serde_json::json;

use crate::{site::DAY, world::*};

macro_rules! application {
    ($world:expr) => {
        Auth::builder()
            .state($world.clone())
            .credentials::<login>()
            .sign_in::<first>()
            .sign_in::<second>()
            .jwt::<issue>()
            .jwt_update::<update>()
            .jwt_access::<still_valid>()
            .session::<Visible>()
            .on::<signed_in>()
            .test()
            .unwrap()
    };
}

#[tokio::test]
async fn a_user_signs_in_and_token_and_session_are_typed() {
    let world = World::default();
    let auth = application!(world);
    let mut session = auth.sign_in(&User::new("ada").with_name("Ada")).await.unwrap().session().unwrap();
    assert_eq!(
        (session.token().role.as_deref(), session.token().name.as_deref()),
        (Some("admin"), Some("Ada"))
    );
    assert_eq!(session.read().await.unwrap().unwrap().role.as_deref(), Some("admin"));

    let updated = session.update(json!({ "note": "four" })).await.unwrap().unwrap();
    assert_eq!((updated.length, session.token().note.as_str()), (4, "four"));
    let refused = session.update(json!({ "note": 4 })).await;
    assert!(matches!(refused, Err(AuthError::InvalidPayload(_))));
    assert_eq!(session.token().note, "four");

    world.revoke("ada");
    assert!(session.read().await.unwrap().is_none());
    session.sign_out().await.unwrap();
    assert_eq!(world.happened(), ["first guard", "second guard", "jwt", "event sign_in ada credentials"]);
}

#[tokio::test]
async fn refusals_redirects_and_failures_are_told_apart() {
    let auth = application!(World::default());
    let enter = async |id: &str| auth.sign_in(&User::new(id)).await.map(|entered| entered.redirect());
    assert_eq!(enter("away").await.unwrap().as_deref(), Some("http://localhost/banned"));
    assert!(matches!(enter("denied").await, Err(AuthError::AccessDenied)));
    assert!(matches!(enter("broken").await, Err(AuthError::GuardFailed(_))));
    let wrong = auth.sign_in_by_form("credentials", &[("name", "ada"), ("password", "guess")]).await;
    assert!(matches!(wrong, Err(AuthError::CredentialsSignin(_))));
    assert!(auth.sign_in(&User::new("nothing")).await.unwrap().session().is_none());
    assert_eq!(auth.redirect("https://evil.example/").await.unwrap(), "http://localhost");
}

#[tokio::test]
async fn the_clock_is_the_tests_own() {
    let auth = application!(World::default());
    let form = [("name", "grace"), ("password", "hunter2")];
    let session = auth.sign_in_by_form("credentials", &form).await.unwrap().session().unwrap();
    auth.advance(29 * DAY);
    assert!(session.read().await.unwrap().is_some());
    auth.advance(DAY + Duration::from_secs(15));
    assert!(session.read().await.unwrap().is_none(), "thirty days, and the tolerance");
    assert!(auth.now() > auth::testing::START);
}

/// The type can be named, where a test wants to keep one.
#[tokio::test]
async fn helpers_can_take_it() {
    async fn role<F: auth::callback::AppTypes<Token = Token>>(
        auth: &TestAuth<F>,
        id: &str,
    ) -> Option<String> {
        auth.sign_in(&User::new(id)).await.ok()?.session()?.token().role.clone()
    }
    assert_eq!(role(&application!(World::default()), "grace").await.as_deref(), Some("member"));
}

#[tokio::test]
async fn a_user_signs_in_with_proofs_of_any_age_and_a_router_sees_them() {
    use auth::{assurance::*, prelude::Fresh};
    use axum::{Router, body::Body, routing::get};
    use tower::ServiceExt;

    let auth = application!(World::default());
    let proofs =
        [(AuthMethod::Password, Duration::from_secs(3600)), (AuthMethod::Otp, Duration::from_secs(200))];
    let signed_in = auth.sign_in_with_proofs(User::new("ada"), &proofs).await.unwrap();
    let session = signed_in.session().unwrap();
    let read = session.read().await.unwrap().unwrap();
    assert!(read.assurance().proves::<Mfa, Hours<1>>() && !read.assurance().proves::<Mfa, Minutes<59>>());

    let handler = async |_: Fresh<auth::Session<Visible>, Minutes<5>>| "in";
    let router = Router::new().route("/", get(handler)).with_state(auth.auth());
    let status = async || {
        let mut request = http::Request::get("/").body(Body::empty()).unwrap();
        request.headers_mut().extend(session.headers().clone());
        router.clone().oneshot(request).await.unwrap().status()
    };
    assert_eq!(status().await, 200);
    auth.advance(Duration::from_secs(101));
    assert_eq!(status().await, 401);
}

/// A test signs somebody in with proofs of its choice, moves the clock, and sees what each client is told and where the
/// step-up leads.
#[tokio::test]
async fn a_test_sees_what_a_step_up_says() {
    use auth::{assurance::*, prelude::Proven};
    use axum::{Router, body::Body, routing::get};
    use http::header::*;
    use tower::ServiceExt;

    let auth = application!(World::default());
    let router = Router::new()
        .route("/keys", get(async |_: Proven<auth::Session<Visible>, Password, Minutes<15>>| "keys"))
        .merge(auth.auth().routes())
        .with_state(auth.auth());
    let ask = async |path: &str, headers: &http::HeaderMap, is_browser: bool| {
        let mut request = http::Request::get(path).body(Body::empty()).unwrap();
        request.headers_mut().extend(headers.clone());
        if is_browser {
            request.headers_mut().insert("sec-fetch-mode", "navigate".parse().unwrap());
        }
        let response = router.clone().oneshot(request).await.unwrap();
        let text = |name: HeaderName| {
            response.headers().get(name).map_or(String::new(), |value| value.to_str().unwrap().to_owned())
        };
        (response.status().as_u16(), text(LOCATION), text(WWW_AUTHENTICATE))
    };
    for (proofs, minutes, status) in [
        (&[(AuthMethod::Password, 0)][..], 15, 302),
        (&[(AuthMethod::Password, 14 * 60)], 0, 200),
        (&[(AuthMethod::Password, 14 * 60)], 2, 302),
        (&[(AuthMethod::Email, 0), (AuthMethod::Otp, 0)], 0, 302),
        (&[], 0, 302),
    ] {
        let proofs: Vec<_> = proofs.iter().map(|&(by, ago)| (by, Duration::from_secs(ago))).collect();
        let signed_in = auth.sign_in_with_proofs(User::new("ada"), &proofs).await.unwrap();
        let session = signed_in.session().unwrap();
        auth.advance(Duration::from_secs(minutes * 60 + u64::from(minutes > 0)));
        let (told, to, _) = ask("/keys?page=2", session.headers(), true).await;
        assert_eq!(told, status, "{proofs:?} {minutes}");
        let (program, _, challenge) = ask("/keys", session.headers(), false).await;
        if status == 200 {
            assert_eq!(program, 200);
            continue;
        }
        assert_eq!(to, "/auth/step-up?acr_values=pwd&max_age=900&callbackUrl=%2Fkeys%3Fpage%3D2");
        assert_eq!(program, 401);
        assert!(
            challenge.contains("insufficient_user_authentication") && challenge.contains("max_age=\"900\"")
        );
        let (page, ..) = ask(&to, session.headers(), true).await;
        assert_eq!(page, 200, "the step-up page");
    }
    let nobody = http::HeaderMap::new();
    let (status, to, _) = ask("/keys", &nobody, true).await;
    assert_eq!((status, to.as_str()), (302, "/auth/signin?callbackUrl=%2Fkeys"));
}
