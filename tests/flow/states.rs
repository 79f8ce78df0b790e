//! States of one type with different values, and several `Auth`s, in one request: none gets the answers of another.

use auth::{
    Auth, Can, Guard, Session, Set,
    cookie::{CookieOption, CookiesOptions},
    covered,
    integration::FromLayer,
    prelude::State,
};
use axum::{
    Router,
    extract::{FromRef, Request},
    http::HeaderMap,
    middleware::{self, Next},
    response::Response,
    routing::get,
};
use tower::ServiceExt;

use crate::{site::*, world::*};

#[auth::permissions]
#[derive(Clone, Copy)]
enum Seat {
    Take,
}

/// The one to whom a part of the application belongs.
#[derive(Clone)]
struct Tenant(&'static str);

/// Depends on the state of the router.
#[auth::grants]
fn seats(session: &Session<Visible>, State(tenant): State<Tenant>) -> Set<Seat> {
    if session.user.name.as_deref() == Some(tenant.0) { Set::all() } else { Set::NONE }
}

#[auth::permissions]
#[derive(Clone, Copy)]
enum Club {
    Enter,
}

/// Depends on the session alone, so that a request keeps it.
#[auth::grants]
fn doors(session: &Session<Visible>) -> Set<Club> {
    ASKED.with(|asked| asked.set(asked.get() + 1));
    if session.role.as_deref() == Some("admin") { Set::all() } else { Set::NONE }
}

thread_local! {
    static ASKED: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
}

#[auth::guard]
async fn owners(session: &Session<Visible>, State(tenant): State<Tenant>) -> bool {
    session.user.name.as_deref() == Some(tenant.0)
}

#[derive(Clone, FromRef)]
struct Part {
    auth: Auth<Visible>,
    tenant: Tenant,
}

type Seated = Can<Session<Visible>, seat::Take>;

async fn seated(_: Seated, request: Request, next: Next) -> Response {
    next.run(request).await
}

async fn maybe_seated(seat: Option<Seated>, request: Request, next: Next) -> Response {
    assert!(seat.is_none());
    next.run(request).await
}

async fn owned(_: Guard<owners>, request: Request, next: Next) -> Response {
    next.run(request).await
}

fn plain() -> Router<Part> {
    Router::new()
        .route("/seat", get(async |_: Seated| "seat"))
        .route("/layer", get(async |_: FromLayer<Seated>| "seat"))
        .route("/guard", get(async |_: Guard<owners>| "guard"))
}

fn covered() -> covered::Router<Part> {
    covered::Router::new()
        .route("/seat", covered::get(async |_: Seated| "seat"))
        .route("/layer", covered::get(async |_: FromLayer<Seated>| "seat"))
        .route("/guard", covered::get(async |_: Guard<owners>| "guard"))
}

/// Each way in which a request meets two states of one type: a layer around the handler, a router in a router, and a handler
/// that passes the request on.
fn compositions(auth: &Auth<Visible>, outer: &'static str, inner: &'static str) -> Vec<Router> {
    let part = |tenant| Part { auth: auth.clone(), tenant: Tenant(tenant) };
    let inside = || [plain().with_state(part(inner)), covered().into_router().with_state(part(inner))];
    let mut all = Vec::new();
    for inside in inside() {
        all.push(inside.clone().layer(middleware::from_fn_with_state(part(outer), seated)));
        let nested = Router::new().nest("/nested", inside.clone());
        all.push(nested.layer(middleware::from_fn_with_state(part(outer), seated)));
        let pass_on = move |_: Seated, request: Request| async move { inside.oneshot(request).await };
        all.push(Router::new().fallback(pass_on).with_state(part(outer)));
    }
    all
}

#[tokio::test]
async fn states_of_one_type_with_different_values_share_no_permission() {
    let mut site = Site::new();
    site.sign_in("ada").await;
    let auth = site.auth.clone();
    for (inner, status) in [("bob", 403), ("ada", 200)] {
        for router in compositions(&auth, "ada", inner) {
            site = site.routed(|site| router.layer(site.auth.layer()));
            for path in ["/seat", "/layer", "/guard"] {
                let mut reply = site.get(path).await;
                if reply.status == 404 {
                    reply = site.get(&format!("/nested{path}")).await;
                }
                assert_eq!(reply.status.as_u16(), status, "{inner} {path} {}", reply.body);
            }
        }
    }
    // The outer state grants nothing, and the inner one does.
    let part = |tenant| Part { auth: auth.clone(), tenant: Tenant(tenant) };
    let outer = middleware::from_fn_with_state(part("bob"), maybe_seated);
    site = site.routed(|site| plain().with_state(part("ada")).layer(outer).layer(site.auth.layer()));
    assert_eq!(site.get("/seat").await.status, 200);
    // A guard asks for each state, too.
    let outer = middleware::from_fn_with_state(part("ada"), owned);
    site = site.routed(|site| plain().with_state(part("bob")).layer(outer).layer(site.auth.layer()));
    assert_eq!(site.get("/guard").await.status, 403);
}

#[tokio::test]
async fn what_the_session_alone_decides_is_asked_once() {
    type Member = Can<Session<Visible>, club::Enter>;
    let mut site = Site::new().routed(|site| {
        let handler = async |_: Member, _: Can<Guard<admins>, club::Enter>, _: FromLayer<Member>| "in";
        let router = Router::new().route("/", get(handler)).merge(site.auth.routes());
        let state = crate::permissions::App { auth: site.auth.clone(), world: site.world.clone() };
        router.layer(site.auth.layer()).with_state(state)
    });
    site.sign_in("ada").await;
    ASKED.with(|asked| asked.set(0));
    for asked in 1..=2 {
        assert_eq!(site.get("/").await.body, "in");
        assert_eq!(ASKED.with(std::cell::Cell::get), asked, "each request asks once");
    }
}

/// An application with another cookie, on the same site.
fn staff(site: &Site) -> Auth<Visible> {
    let cookie = CookieOption::new().name("staff.session");
    Auth::builder()
        .environment(|_| None)
        .state(site.world.clone())
        .secret(SECRET)
        .url(ORIGIN)
        .base_path("/staff")
        .clock(site.clock.clone())
        .cookies(CookiesOptions { session_token: cookie, ..CookiesOptions::default() })
        .credentials::<login>()
        .jwt::<issue>()
        .session::<Visible>()
        .build()
        .unwrap()
}

#[tokio::test]
async fn two_applications_in_one_request_share_no_session_and_no_permission() {
    type Member = Can<Session<Visible>, club::Enter>;
    async fn member(_: Member, request: Request, next: Next) -> Response {
        next.run(request).await
    }
    async fn name(session: Session<Visible>) -> String {
        session.user.name.clone().unwrap_or_default()
    }
    for (staff_name, entry) in [("bob", 403), ("ada", 200)] {
        let site = Site::new();
        let staff = staff(&site);
        let mut site = site.routed(|site| {
            let inside = Router::new()
                .route("/name", get(name))
                .route("/enter", get(async |_: Member| "in"))
                .route("/layer-name", get(async |FromLayer(it): FromLayer<Session<Visible>>| name(it).await))
                .route("/layer-enter", get(async |_: FromLayer<Member>| "in"))
                .with_state(Part { auth: staff.clone(), tenant: Tenant("") })
                .layer(staff.layer());
            let outer = Part { auth: site.auth.clone(), tenant: Tenant("") };
            let inside = inside.layer(middleware::from_fn_with_state(outer, member));
            inside.merge(site.auth.routes()).merge(staff.routes()).layer(site.auth.layer())
        });
        site.sign_in("ada").await;
        for path in ["/name", "/enter", "/layer-name", "/layer-enter"] {
            assert_eq!(
                site.get(path).await.status,
                401,
                "{path}: the session of the other application is none"
            );
        }
        let form = [("name", staff_name), ("password", "hunter2")];
        site.post("/staff/callback/credentials", &form).await;
        for path in ["/name", "/layer-name"] {
            assert_eq!(site.get(path).await.body, staff_name, "{path}");
        }
        for path in ["/enter", "/layer-enter"] {
            assert_eq!(site.get(path).await.status.as_u16(), entry, "{path}");
        }
    }
}

#[tokio::test]
async fn state_and_auth_are_arguments_of_handlers_and_middleware() {
    async fn stamp(
        State(tenant): State<Tenant>,
        auth: Auth<Visible>,
        request: Request,
        next: Next,
    ) -> Response {
        let has_session = auth.session(request.headers()).await.unwrap().is_some();
        let mut response = next.run(request).await;
        let stamp = format!("{} {has_session}", tenant.0).parse().unwrap();
        response.headers_mut().insert("stamp", stamp);
        response
    }
    async fn page(State(tenant): State<Tenant>, auth: Auth<Visible>, headers: HeaderMap) -> String {
        let session = auth.session(&headers).await.unwrap();
        format!("{} at {}", session.unwrap().user.name.clone().unwrap(), tenant.0)
    }
    async fn covered_page(
        _: Session<Visible>,
        tenant: State<Tenant>,
        auth: Auth<Visible>,
        headers: HeaderMap,
    ) -> String {
        page(tenant, auth, headers).await
    }
    let mut site = Site::new();
    site.sign_in("ada").await;
    site = site.routed(|site| {
        let part = Part { auth: site.auth.clone(), tenant: Tenant("acme") };
        let covered = covered::Router::new().route("/covered", covered::get(covered_page));
        covered
            .into_router()
            .route("/plain", get(page))
            .layer(middleware::from_fn_with_state(part.clone(), stamp))
            .layer(site.auth.layer())
            .with_state(part)
    });
    for path in ["/plain", "/covered"] {
        let reply = site.get(path).await;
        assert_eq!(reply.body, "ada at acme", "{path}");
        assert_eq!(reply.headers["stamp"], "acme true");
    }
}
