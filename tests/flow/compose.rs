//! Sessions among the other parts of an axum application: several readers, several `Auth`s, any state.

use std::sync::Arc;

use auth::{
    Auth, Guard, RequestHead, Session, SignInResult,
    config::TrustedHosts,
    integration::{FromLayer, GuardRejection, SessionRejection},
    prelude::{Jwt, State},
};
use axum::{
    Json, Router,
    body::Body,
    extract::{FromRef, Request as AxumRequest},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::get,
};
use http::{
    HeaderMap, Request, StatusCode, Uri, Version,
    header::{ALLOW, AUTHORIZATION, COOKIE},
    request::Parts,
};
use http_body_util::Limited;

use crate::{logs::Log, site::*, world::*};

#[auth::jwt(access)]
pub(crate) async fn counted(token: &Jwt<Token>, State(world): State<World>) -> auth::Result<bool> {
    world.note("access");
    if token.note == "broken" { Err("no answer".into()) } else { Ok(true) }
}

#[auth::session]
pub(crate) async fn shown_again(token: &Jwt<Token>, State(world): State<World>) -> auth::Result<Visible> {
    world.note("session");
    if token.sub.as_ref().is_some_and(|id| *id == "unshown") {
        return Err("cannot be shown".into());
    }
    Ok(Visible { role: token.role.clone(), length: token.note.len() })
}

/// By axum's `FromRef` alone.
#[auth::guard]
async fn known(_: &Session<Visible>, State(world): State<World>) -> auth::Result<bool> {
    world.note("guard");
    match world.happened().iter().any(|noted| noted == "fail") {
        true => Err("the guard cannot say".into()),
        false => Ok(true),
    }
}

#[derive(Clone, FromRef)]
struct App {
    auth: Auth<Visible>,
    world: World,
}

/// A site whose callbacks are counted.
pub(crate) fn counting() -> Site {
    Site::built(|builder| {
        builder
            .credentials::<login>()
            .jwt::<issue>()
            .jwt_access::<counted>()
            .session::<shown_again>()
            .build()
            .unwrap()
    })
}

fn routed(site: Site, router: Router<App>) -> Site {
    site.routed(|site| {
        let app = App { auth: site.auth.clone(), world: site.world.clone() };
        router.merge(site.auth.routes()).with_state(app)
    })
}

#[tokio::test]
async fn one_request_asks_the_callbacks_once() {
    async fn before(_: Option<Session<Visible>>, request: AxumRequest, next: Next) -> Response {
        next.run(request).await
    }
    async fn handler(
        one: Session<Visible>,
        two: Option<Session<Visible>>,
        guarded: Guard<admins>,
        axum::extract::State(auth): axum::extract::State<Auth<Visible>>,
        parts: Parts,
    ) -> String {
        let again = auth.session_of(&parts).await.unwrap();
        let names =
            [Some(one), two, Some(guarded.into_session()), again].map(|session| session.unwrap().user.name);
        format!("{names:?}")
    }
    for layered in [true, false] {
        let site = counting();
        let app = App { auth: site.auth.clone(), world: site.world.clone() };
        let router =
            Router::new().route("/", get(handler)).layer(middleware::from_fn_with_state(app, before));
        let router = if layered { router.layer(site.auth.layer()) } else { router };
        let mut site = routed(site, router);
        site.sign_in("ada").await;
        for _ in 0..2 {
            site.world.happened();
            assert_eq!(site.get("/").await.body.matches("ada").count(), 4);
            assert_eq!(site.world.happened(), ["access", "session"], "{layered}");
        }
    }
}

#[tokio::test]
async fn a_failure_is_kept_as_a_failure() {
    async fn handler(
        first: Result<Option<Session<Visible>>, SessionRejection>,
        second: Result<Session<Visible>, SessionRejection>,
    ) -> bool {
        matches!(first, Err(SessionRejection::Failed)) && matches!(second, Err(SessionRejection::Failed))
    }
    let mut site = routed(counting(), Router::new().route("/", get(async |a, b| Json(handler(a, b).await))));
    site.sign_in("unshown").await;
    site.world.happened();
    assert_eq!(site.get("/").await.body, "true");
    assert_eq!(site.world.happened(), ["access", "session"]);
}

#[tokio::test]
async fn what_changes_the_session_is_seen_in_the_same_request() {
    let site = counting();
    let state = site.auth.clone();
    let handler = async move |mut parts: Parts| {
        let auth = state;
        let read = async |parts: &mut Parts| {
            <Session<Visible> as axum::extract::OptionalFromRequestParts<_>>::from_request_parts(parts, &auth)
                .await
                .unwrap()
                .map(|session| session.user.name.unwrap())
        };
        let mut seen = vec![read(&mut parts).await];
        // Other cookies are another session, in whichever extensions.
        let cookies = parts.headers.remove(COOKIE).unwrap();
        seen.push(read(&mut parts).await);
        parts.headers.insert(COOKIE, cookies);
        let form = [("name", "bob"), ("password", "hunter2")];
        let SignInResult::SignedIn(_) = auth.sign_in(&parts, "credentials", &form).await.unwrap() else {
            panic!()
        };
        seen.push(read(&mut parts).await);
        let _ = auth.sign_out(&parts).await.unwrap();
        seen.push(read(&mut parts).await);
        let _ = auth.sign_out(&HeaderMap::new()).await.unwrap();
        seen.push(read(&mut parts).await);
        format!("{seen:?}")
    };
    let mut site = routed(site, Router::new().route("/", get(handler)));
    site.sign_in("ada").await;
    site.world.happened();
    let ada = "Some(\"ada\")";
    assert_eq!(site.get("/").await.body, format!("[{ada}, None, {ada}, {ada}, {ada}]"));
    let noted = site.world.happened();
    assert_eq!(noted.iter().filter(|noted| *noted == "access").count(), 4, "{noted:?}");
}

#[tokio::test]
async fn the_state_may_be_shared_or_empty() {
    let shared = |site: &Site| {
        let app = Arc::new(App { auth: site.auth.clone(), world: site.world.clone() });
        Router::new()
            .route("/me", get(async |session: Session<Visible>| Json(session)))
            .route("/guarded", get(async |_: Guard<admins>| "hello"))
            .merge(site.auth.routes())
            .layer(site.auth.layer())
            .with_state(app)
    };
    let empty = |site: &Site| {
        Router::new()
            .route("/me", get(async |FromLayer(session): FromLayer<Session<Visible>>| Json(session)))
            .route("/guarded", get(async |_: FromLayer<Guard<admins>>| "hello"))
            .route("/maybe", get(async |FromLayer(it): FromLayer<Option<Session<Visible>>>| Json(it)))
            .route("/perhaps", get(async |it: Option<FromLayer<Session<Visible>>>| Json(it.map(|it| it.0))))
            .merge(site.auth.routes())
            .layer(site.auth.layer())
    };
    for mut site in [Site::new().routed(shared), Site::new().routed(empty)] {
        assert_eq!(site.get("/me").await.status, 401);
        assert_eq!(site.visit("/guarded").await.location(), "/auth/signin?callbackUrl=%2Fguarded");
        site.sign_in("ada").await;
        assert_eq!(site.get("/me").await.json()["user"]["name"], "ada");
        assert_eq!(site.get("/guarded").await.body, "hello");
    }
    let mut site = Site::new().routed(empty);
    assert_eq!(
        (site.get("/maybe").await.body, site.get("/perhaps").await.body),
        ("null".into(), "null".into())
    );
}

#[tokio::test(flavor = "current_thread")]
async fn a_missing_layer_is_an_error_with_its_fix() {
    let log = Log::default();
    let _listening = log.listen();
    let handler = get(async |_: FromLayer<Session<Visible>>| "never");
    let mut site = Site::new().routed(|_| Router::new().route("/", handler));
    assert_eq!(site.get("/").await.status, 500);
    assert!(log.text().contains("add `.layer(auth.layer())`"), "{}", log.text());
    // An `Extension` does as well.
    let handler = get(async |it: FromLayer<Option<Session<Visible>>>| Json(it.0));
    let mut site = Site::new()
        .routed(|site| Router::new().route("/", handler).layer(axum::Extension(site.auth.clone())));
    assert_eq!(site.get("/").await.body, "null");
}

#[tokio::test]
async fn a_guard_may_be_optional_and_takes_the_state_of_the_router() {
    async fn handler(guard: Result<Option<Guard<known>>, GuardRejection>) -> String {
        match guard {
            Ok(guard) => format!("{}", guard.is_some()),
            Err(rejection) => rejection.into_response().status().to_string(),
        }
    }
    let router = Router::new()
        .route("/", get(handler))
        .route("/admin", get(async |guard: Option<Guard<admins>>| Json(guard.is_some())));
    let mut site = routed(counting(), router);
    assert_eq!(site.get("/").await.body, "false");
    site.sign_in("bob").await;
    assert_eq!((site.get("/").await.body, site.get("/admin").await.body), ("true".into(), "false".into()));
    site.world.note("fail");
    assert_eq!(site.get("/").await.body, "403 Forbidden");
    site.sign_in("unshown").await;
    assert_eq!(site.get("/").await.body, "500 Internal Server Error");
}

#[tokio::test]
async fn the_authorization_of_others_is_left_alone() {
    let echo = async |headers: HeaderMap, session: Session<Visible>| {
        let authorization = headers[AUTHORIZATION].to_str().unwrap().to_owned();
        format!("{} {authorization}", session.user.name.unwrap())
    };
    let mut site = Site::new().routed(|site| {
        Router::new()
            .route("/", get(echo))
            .merge(site.auth.routes())
            .layer(site.auth.layer())
            .with_state(site.auth.clone())
    });
    site.sign_in("ada").await;
    for other in ["Basic dXNlcjpwYXNz", "Bearer eyJhbGciOiJIUzI1NiJ9.e30.x", "Negotiate abc", ""] {
        let request = Request::get("/").header(AUTHORIZATION, other);
        assert_eq!(site.send(request, Body::empty()).await.body, format!("ada {other}"));
        let request = Request::get("/auth/session").header(AUTHORIZATION, other);
        assert_eq!(site.send(request, Body::empty()).await.json()["user"]["name"], "ada", "{other}");
    }
    site.cookies.clear();
    let request = Request::get("/").header(AUTHORIZATION, "Basic dXNlcjpwYXNz");
    assert_eq!(site.send(request, Body::empty()).await.status, 401);
}

/// The head of a request by HTTP/2: no `Host`, but `:authority`.
fn by_http2(site: &Site, path: &str) -> Parts {
    let uri: Uri = format!("https://site.test{path}").parse().unwrap();
    let (mut parts, ()) = Request::get(uri).version(Version::HTTP_2).body(()).unwrap().into_parts();
    parts.headers = site.headers();
    parts
}

#[tokio::test]
async fn http2_needs_no_host_header() {
    let trusting = |builder: Start| builder.trust_hosts(TrustedHosts::only(["site.test"]).unwrap());
    let mut site = Site::with(trusting);
    let nested = |site: &Site| {
        let me = Router::new().route("/me", get(async |session: Session<Visible>| Json(session)));
        Router::new().nest("/app", me.merge(site.auth.routes())).with_state(site.auth.clone())
    };
    let form = [("name", "ada"), ("password", "hunter2")];
    let parts = by_http2(&site, "/");
    let SignInResult::SignedIn(cookies) = site.auth.sign_in(&parts, "credentials", &form).await.unwrap()
    else {
        panic!()
    };
    site.take(cookies.iter());
    let SignInResult::SignedIn(_) = site.auth.sign_in_as(&parts, auth::User::new("bob")).await.unwrap()
    else {
        panic!()
    };
    let parts = by_http2(&site, "/");
    let name = |session: Option<Session<Visible>>| session.unwrap().user.name.unwrap();
    assert_eq!(name(site.auth.session(&parts).await.unwrap()), "ada");
    assert_eq!(name(site.auth.session_of(&parts).await.unwrap()), "ada");
    assert_eq!(name(site.auth.refresh(&parts).await.unwrap().session), "ada");
    let patch = serde_json::json!({ "note": "new" });
    assert_eq!(name(site.auth.update(&parts, patch).await.unwrap().session), "ada");
    assert!(site.auth.session_id(&parts).unwrap().is_none());
    assert!(site.auth.sign_out(&parts).await.unwrap().cookies.iter().count() > 0);
    assert!(site.auth.session(RequestHead::from(&HeaderMap::new())).await.is_err());

    // The extractor, and the routes, in a nested router.
    let site = site.routed(nested);
    for path in ["/app/me", "/app/auth/session"] {
        let request = Request::from_parts(by_http2(&site, path), Body::empty());
        assert_eq!(site.raw(request).await.json()["user"]["name"], "ada", "{path}");
    }
    let mut foreign = by_http2(&site, "/app/me");
    foreign.uri = "https://evil.test/app/me".parse().unwrap();
    assert_eq!(site.raw(Request::from_parts(foreign, Body::empty())).await.status, 500);
}

#[tokio::test]
async fn a_body_beyond_the_limit_of_another_layer_is_too_large() {
    let limited = |site: &Site| {
        // As the layer of tower-http does it.
        let limit = async |request: AxumRequest, next: Next| {
            next.run(request.map(|body| Body::new(Limited::new(body, 100)))).await
        };
        site.auth.routes::<()>().layer(middleware::from_fn(limit))
    };
    let site = Site::new().routed(limited);
    for (length, status) in [(101, StatusCode::PAYLOAD_TOO_LARGE), (100, StatusCode::FOUND)] {
        let request = Request::post("/auth/signout").body(Body::from(vec![b'a'; length])).unwrap();
        assert_eq!(site.raw(request).await.status, status, "{length}");
    }
}

#[tokio::test]
async fn other_methods_are_refused_with_those_that_there_are() {
    let mut site = Site::new();
    for method in ["HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"] {
        let reply = site.send(Request::builder().method(method).uri("/auth/session"), Body::empty()).await;
        assert_eq!((reply.status.as_u16(), reply.header(ALLOW)), (400, "GET, POST"), "{method}");
    }
    // A layer outside responds to the preflight requests of other origins, as that of tower-http does.
    let site = site.routed(|site| {
        let cors = async |request: AxumRequest, next: Next| match request.method() {
            &http::Method::OPTIONS => StatusCode::NO_CONTENT.into_response(),
            _ => next.run(request).await,
        };
        site.auth.routes::<()>().layer(middleware::from_fn(cors))
    });
    let preflight = Request::options("/auth/session").body(Body::empty()).unwrap();
    assert_eq!(site.raw(preflight).await.status, StatusCode::NO_CONTENT);
}
