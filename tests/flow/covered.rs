//! `auth::covered`: everything that axum's router does, and the record of who may call what.

use std::sync::Arc;

use auth::{
    Can, Guard, Public, Session,
    covered::{self, any, assert_routes, get, on, post, service},
    integration::FromLayer,
};
use axum::{
    Extension, Json, Router,
    body::Body,
    extract::{Form, OriginalUri, Path, Query, Request, State},
    middleware,
    response::{IntoResponse, Response},
    routing::MethodFilter,
};
use http::{HeaderMap, Method, StatusCode, Uri, Version, header::CONTENT_TYPE};
use serde::Deserialize;

use crate::{
    permissions::{App, permission},
    site::*,
    world::*,
};

#[derive(Deserialize)]
struct Order {
    order: u32,
}

#[axum::debug_handler]
async fn home(_: Public) -> &'static str {
    "home"
}

#[axum::debug_handler(state = App)]
async fn refund(
    caller: Can<Session<Visible>, permission::Refund>,
    Path(id): Path<u32>,
    Form(order): Form<Order>,
) -> String {
    format!("{} {id} {}", caller.user.name.clone().unwrap_or_default(), order.order)
}

/// Every argument that axum allows: 16.
#[allow(clippy::too_many_arguments, reason = "as many as axum takes")]
async fn sixteen(
    _: Session<Visible>,
    method: Method,
    _: Uri,
    _: Version,
    _: HeaderMap,
    _: OriginalUri,
    _: Query<Vec<(String, String)>>,
    State(world): State<World>,
    _: Option<Session<Visible>>,
    _: Option<Guard<admins>>,
    _: Result<Guard<broken>, auth::integration::GuardRejection>,
    _: Extension<Marker>,
    _: Public,
    _: Method,
    _: HeaderMap,
    body: String,
) -> Response {
    world.note("sixteen");
    (StatusCode::ACCEPTED, format!("{method} {body}")).into_response()
}

#[derive(Clone)]
struct Marker;

/// Events that the server sends are a response like any other.
async fn events(_: Guard<admins>) -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/event-stream")], "data: one\n\n")
}

async fn maybe(session: Option<Session<Visible>>) -> Json<bool> {
    Json(session.is_some())
}

/// A WebSocket: the response switches protocols, and the handler keeps the connection.
#[axum::debug_handler(state = App)]
async fn live(session: Session<Visible>, request: Request) -> Response {
    match request.headers().get("upgrade").is_some_and(|protocol| protocol == "websocket") {
        true => {
            let by = session.user.name.unwrap_or_default();
            (StatusCode::SWITCHING_PROTOCOLS, [("upgrade", "websocket"), ("connection", "upgrade")], by)
                .into_response()
        }
        false => StatusCode::UPGRADE_REQUIRED.into_response(),
    }
}

fn files() -> Router {
    Router::new().fallback(async |uri: Uri| format!("file {uri}"))
}

fn api() -> covered::Router<App> {
    covered::Router::new()
        .route("/", get(async |session: Session<Visible>| session.user.name.clone().unwrap_or_default()))
        .route("/sixteen", post(sixteen).layer(Extension(Marker)))
        .route("/events", get(events))
        .route("/live", any(live))
        .route("/guarded/{id}", any(async |_: Guard<admins>, Path(id): Path<String>| id))
        .fallback(async |_: Session<Visible>| (StatusCode::NOT_FOUND, "no such action"))
}

pub(crate) fn routes() -> covered::Router<App> {
    let metrics = Router::new().route("/metrics", axum::routing::get(async || "metrics"));
    let other_state = covered::Router::new()
        .route("/layer", get(async |_: FromLayer<Session<Visible>>| "layer"))
        .with_state(Arc::new(7_u8));
    covered::Router::new()
        .route("/", get(home).post(async |_: Public, body: String| body))
        .route("/maybe", get(maybe))
        .route("/refund/{id}", post(refund))
        .route(
            "/several",
            on(MethodFilter::PUT.or(MethodFilter::PATCH), async |_: Public, method: Method| {
                method.to_string()
            })
            .merge(covered::delete(async |_: Guard<admins>| "deleted"))
            .fallback(async |_: Public| (StatusCode::IM_A_TEAPOT, "others")),
        )
        .route("/files/{*path}", service::<Guard<admins>, _>(files()))
        .nest_service::<Session<Visible>, _>("/nested-files", files())
        .nest("/api", api())
        .merge(other_state)
        .merge_uncovered("metrics, reachable from inside only", metrics)
        .nest_uncovered("/old", "the old site", files().with_state(()))
        .method_not_allowed_fallback(async |_: Public| (StatusCode::METHOD_NOT_ALLOWED, "not this method"))
        .fallback(async |_: Public| (StatusCode::NOT_FOUND, "not here"))
        .route_layer(middleware::from_fn(async |request: Request, next: middleware::Next| {
            next.run(request).await
        }))
}

async fn site(name: &str) -> Site {
    let mut site = Site::new().routed(|site| {
        let app = App { auth: site.auth.clone(), world: site.world.clone() };
        routes().merge(&site.auth).layer(site.auth.layer()).into_router().with_state(app)
    });
    if !name.is_empty() {
        site.sign_in(name).await;
    }
    site
}

#[test]
fn who_may_call_what() {
    assert_routes(&routes(), "tests/flow/routes.json");
}

#[tokio::test]
async fn the_routes_of_auth_are_covered() {
    let site = Site::new();
    let routes: covered::Router<App> = covered::Router::new().merge(&site.auth);
    assert_eq!(routes.record(), serde_json::json!({ "* /auth/{*action}": "auth" }));
    let routes: covered::Router<App> = covered::Router::new().nest("/app", &site.auth);
    assert_eq!(routes.record(), serde_json::json!({ "* /app/auth/{*action}": "auth" }));
}

async fn ask(site: &mut Site, method: &str, path: &str, body: &'static str) -> (u16, String) {
    let request = http::Request::builder()
        .method(method)
        .uri(path)
        .header("content-type", "application/x-www-form-urlencoded");
    let reply = site.send(request, Body::from(body)).await;
    (reply.status.as_u16(), reply.body)
}

/// The path, and what a manager, a member and nobody are answered.
#[tokio::test]
async fn each_route_answers_as_its_first_argument_says() {
    let (mut ada, mut bob, mut nobody) = (site("ada").await, site("bob").await, site("").await);
    for (method, path, body, manager, member, none) in [
        ("GET", "/", "", (200, "home"), (200, "home"), (200, "home")),
        ("POST", "/", "x", (200, "x"), (200, "x"), (200, "x")),
        ("PUT", "/", "", (405, "not this method"), (405, "not this method"), (405, "not this method")),
        ("GET", "/maybe", "", (200, "true"), (200, "true"), (200, "false")),
        ("POST", "/refund/7", "order=9", (200, "ada 7 9"), (403, DENIED), (401, UNAUTHORIZED)),
        ("PATCH", "/several", "", (200, "PATCH"), (200, "PATCH"), (200, "PATCH")),
        ("DELETE", "/several", "", (200, "deleted"), (403, DENIED), (401, UNAUTHORIZED)),
        ("GET", "/several", "", (418, "others"), (418, "others"), (418, "others")),
        ("GET", "/files/a/b?c", "", (200, "file /files/a/b?c"), (403, DENIED), (401, UNAUTHORIZED)),
        ("GET", "/nested-files/a", "", (200, "file /a"), (200, "file /a"), (401, UNAUTHORIZED)),
        ("GET", "/nested-files", "", (200, "file /"), (200, "file /"), (401, UNAUTHORIZED)),
        ("GET", "/api", "", (200, "ada"), (200, "bob"), (401, UNAUTHORIZED)),
        ("POST", "/api/sixteen", "b", (202, "POST b"), (202, "POST b"), (401, UNAUTHORIZED)),
        ("GET", "/api/events", "", (200, "data: one\n\n"), (403, DENIED), (401, UNAUTHORIZED)),
        ("OPTIONS", "/api/guarded/5", "", (200, "5"), (403, DENIED), (401, UNAUTHORIZED)),
        ("GET", "/api/none", "", (404, "no such action"), (404, "no such action"), (401, UNAUTHORIZED)),
        ("HEAD", "/api/events", "", (200, ""), (403, ""), (401, "")),
        ("HEAD", "/nested-files/a", "", (200, ""), (200, ""), (401, "")),
        ("GET", "/nested-files/", "", (404, "not here"), (404, "not here"), (404, "not here")),
        ("OPTIONS", "/files/a", "", (200, "file /files/a"), (403, DENIED), (401, UNAUTHORIZED)),
        ("TRACE", "/api/none", "", (404, "no such action"), (404, "no such action"), (401, UNAUTHORIZED)),
        ("GET", "/layer", "", (200, "layer"), (200, "layer"), (401, UNAUTHORIZED)),
        ("GET", "/metrics", "", (200, "metrics"), (200, "metrics"), (200, "metrics")),
        ("GET", "/old/x", "", (200, "file /x"), (200, "file /x"), (200, "file /x")),
        ("GET", "/none", "", (404, "not here"), (404, "not here"), (404, "not here")),
    ] {
        for (site, expected) in [(&mut ada, manager), (&mut bob, member), (&mut nobody, none)] {
            let (status, body) = ask(site, method, path, body).await;
            assert_eq!((status, body.as_str()), expected, "{method} {path}");
        }
    }
}

const DENIED: &str = r#"{"error":"AccessDenied"}"#;
const UNAUTHORIZED: &str = r#"{"error":"Unauthorized"}"#;

/// A socket is a request with an `Upgrade`, which a handler takes as in axum.
#[tokio::test]
async fn sockets_of_other_sites_are_refused() {
    let mut site = site("ada").await;
    for (origin, status) in [(ORIGIN, 200), ("http://evil.test", 403)] {
        for (path, status) in
            [("/api/guarded/5", status), ("/api/live", if status == 200 { 101 } else { 403 })]
        {
            let request = http::Request::builder()
                .uri(path)
                .header("connection", "upgrade")
                .header("upgrade", "websocket")
                .header("origin", origin);
            assert_eq!(site.send(request, Body::empty()).await.status, status, "{path} {origin}");
        }
    }
    let mut nobody = self::site("").await;
    assert_eq!(ask(&mut nobody, "GET", "/api/live", "").await.0, 401);
    assert_eq!(ask(&mut site, "GET", "/api/live", "").await.0, 426);
}

/// Whoever asks by whichever method and path, what is behind an access is not reached without it: in nested routers, in
/// services, and in the fallbacks of both.
#[tokio::test]
async fn no_path_and_no_method_reaches_past_an_access() {
    fn guarded() -> covered::Router<App> {
        covered::Router::new()
            .route("/a", get(async |_: Guard<admins>| "in"))
            .route(
                "/a/{id}",
                covered::put(async |_: Guard<admins>| "in").fallback(async |_: Guard<admins>| "in"),
            )
            .route("/service", service::<Guard<admins>, _>(files()))
            .nest_service::<Guard<admins>, _>("/files", files())
            .method_not_allowed_fallback(async |_: Guard<admins>| "in")
            .fallback(async |_: Guard<admins>| "in")
    }
    let methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "PURGE"];
    let below =
        ["", "/", "/a", "/a/", "/a/1", "/a/1/", "/service", "/files", "/files/", "/files/x", "/none", "//a"];
    for nested in [false, true] {
        let mut sites = Vec::new();
        for name in ["bob", ""] {
            let mut site = Site::new().routed(|site| {
                let app = App { auth: site.auth.clone(), world: site.world.clone() };
                let router = covered::Router::new();
                let router = match nested {
                    true => router.nest("/nested", guarded()).fallback(async |_: Guard<admins>| "in"),
                    false => router.merge(guarded()),
                };
                router.merge(&site.auth).layer(site.auth.layer()).into_router().with_state(app)
            });
            if !name.is_empty() {
                site.sign_in(name).await;
            }
            sites.push(site);
        }
        for method in methods {
            for path in below {
                let path = format!("{}{path}", if nested { "/nested" } else { "" });
                let path = if path.is_empty() { "/" } else { &path };
                for (site, refused) in sites.iter_mut().zip([403, 401]) {
                    let (status, body) = ask(site, method, path, "").await;
                    assert_eq!(status, refused, "{method} {path}");
                    assert!(
                        !body.contains("in") || body == DENIED || body == UNAUTHORIZED,
                        "{method} {path} {body}"
                    );
                }
            }
        }
    }
}

#[tokio::test]
async fn a_covered_router_is_merged_into_one_of_axum() {
    let site = Site::new().routed(|site| {
        let app = App { auth: site.auth.clone(), world: site.world.clone() };
        Router::new().merge(routes()).with_state(app)
    });
    let reply = site.raw(http::Request::get("/").body(Body::empty()).unwrap()).await;
    assert_eq!(reply.body, "home");
}

/// A handler that is rejected does not see the body, and its later arguments are not asked.
#[tokio::test]
async fn the_first_argument_is_asked_first() {
    let mut nobody = site("").await;
    assert_eq!(ask(&mut nobody, "POST", "/refund/seven", "not a form").await.0, 401);
    let mut ada = site("ada").await;
    assert_eq!(ask(&mut ada, "POST", "/refund/seven", "order=9").await.0, 400);
    assert_eq!(ask(&mut ada, "POST", "/refund/7", "order=x").await.0, 422);
}

#[tokio::test]
async fn a_covered_router_is_served_as_one_of_axum() {
    let router: covered::Router = covered::Router::new().route("/", covered::get(home));
    let router = tower::ServiceExt::<()>::oneshot(router.into_make_service(), ()).await.unwrap();
    let request = http::Request::get("/").body(Body::empty()).unwrap();
    let response = tower::ServiceExt::oneshot(router, request).await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(axum::body::to_bytes(response.into_body(), 99).await.unwrap(), home(Public).await);
}
