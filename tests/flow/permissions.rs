//! `Can<…>`: who has which permissions, what the others are told, and how often the application is asked.

use auth::{
    Auth, Can, Guard, Session, Set, callback::Cookies, integration::FromLayer, permission::AnyOf,
    prelude::State,
};
use axum::{Json, Router, extract::FromRef, routing::get};
use http::{Request, header::*};
use serde_json::json;

use crate::{site::*, world::*};

#[auth::permissions]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Permission {
    Read,
    Refund,
    CloseAccount,
}

#[auth::grants]
async fn granted(session: &Session<Visible>, State(world): State<World>) -> auth::Result<Set<Permission>> {
    world.note("grants");
    world.ask("grants")?;
    Ok(match session.role.as_deref() {
        Some("admin") => Set::all(),
        Some("member") => [Permission::Read].into(),
        _ => Set::NONE,
    })
}

#[auth::permissions(module = by_cookie)]
enum Feature {
    Beta,
}

/// Depends on more of the request than its session.
#[auth::grants]
fn features(_: &Session<Visible>, cookies: Cookies<'_>, State(world): State<World>) -> Set<Feature> {
    world.note("features");
    if cookies.get("beta").is_some() { Set::all() } else { Set::NONE }
}

#[derive(Clone, FromRef)]
pub(crate) struct App {
    pub(crate) auth: Auth<Visible>,
    pub(crate) world: World,
}

type Staff<P> = Can<Session<Visible>, P>;

async fn both(
    first: Staff<permission::Read>,
    second: Can<Guard<admins>, (permission::Refund, permission::CloseAccount)>,
    third: Can<Staff<permission::Read>, AnyOf<(permission::Refund, permission::Read)>>,
) -> Json<[Option<String>; 3]> {
    Json([first.role.clone(), second.role.clone(), third.into_inner().into_inner().data.role])
}

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/read", get(async |_: Staff<permission::Read>| "read"))
        .route("/refund", get(async |_: Staff<permission::Refund>| "refunded"))
        .route("/any", get(async |_: Staff<AnyOf<(permission::Read, permission::Refund)>>| "any"))
        .route("/all", get(async |_: Staff<(permission::Read, permission::Refund)>| "all"))
        .route("/guarded", get(async |_: Can<Guard<admins>, permission::Read>| "guarded"))
        .route("/both", get(both))
        .route("/maybe-refund", get(async |it: Option<Staff<permission::Refund>>| Json(it.is_some())))
        .route("/features", get(async |_: Staff<by_cookie::Beta>, _: Staff<by_cookie::Beta>| "beta"))
}

/// A site with these routes, whose browser has signed in.
pub(crate) async fn site(name: &str) -> Site {
    let mut site = Site::new().routed(|site| {
        let layered = Router::new()
            .route("/layer", get(async |_: FromLayer<Staff<permission::Refund>>| "layer"))
            .route("/layer-guarded", get(async |_: FromLayer<Can<Guard<admins>, permission::Read>>| "layer"))
            .with_state(site.world.clone());
        let app = App { auth: site.auth.clone(), world: site.world.clone() };
        let router = routes().merge(site.auth.routes()).with_state(app).merge(layered);
        router.layer(site.auth.layer())
    });
    if !name.is_empty() {
        site.sign_in(name).await;
    }
    site.world.happened();
    site
}

/// Returns how often a note was made.
fn count(site: &Site, note: &str) -> usize {
    site.world.happened().iter().filter(|it| *it == note).count()
}

#[tokio::test]
async fn permissions_decide() {
    let paths = ["/read", "/any", "/refund", "/all", "/guarded", "/both", "/layer", "/layer-guarded"];
    for (name, open) in [("ada", 8), ("bob", 2), ("", 0)] {
        let mut site = site(name).await;
        for (index, path) in paths.iter().enumerate() {
            let reply = site.get(path).await;
            let expected = match (index < open, name.is_empty()) {
                (true, _) => 200,
                (false, true) => 401,
                (false, false) => 403,
            };
            assert_eq!(reply.status.as_u16(), expected, "{name} {path}");
        }
        let maybe = site.get("/maybe-refund").await;
        assert_eq!((maybe.status.as_u16(), maybe.json()), (200, json!(name == "ada")));
    }
}

#[tokio::test]
async fn clients_and_browsers_are_told_as_by_a_guard() {
    let mut site = site("bob").await;
    for path in ["/refund", "/guarded", "/layer", "/layer-guarded"] {
        let reply = site.get(path).await;
        assert_eq!(
            (reply.status.as_u16(), reply.json()),
            (403, json!({ "error": "AccessDenied" })),
            "{path}"
        );
        assert_eq!(reply.header(CONTENT_TYPE), "application/json");
        assert_eq!(reply.header(CACHE_CONTROL), "no-store");
        let page = site.visit(path).await;
        assert_eq!(page.status, 403, "{path}");
        assert!(
            page.body.contains("<title>") && page.header(CONTENT_TYPE).starts_with("text/html"),
            "{path}"
        );
    }
    let mut nobody = self::site("").await;
    assert_eq!(nobody.visit("/refund").await.location(), "/auth/signin?callbackUrl=%2Frefund");
    assert_eq!(nobody.get("/refund").await.json(), json!({ "error": "Unauthorized" }));
}

#[tokio::test]
async fn a_function_that_fails_grants_nothing() {
    let mut site = site("ada").await;
    site.world.trouble("grants", auth::callback::Access::Allow);
    for path in ["/read", "/refund", "/layer", "/maybe-refund"] {
        let reply = site.get(path).await;
        assert_eq!(
            (reply.status.as_u16(), reply.json()),
            (403, json!({ "error": "AccessDenied" })),
            "{path}"
        );
    }
    site.world.no_trouble();
    assert_eq!(site.get("/refund").await.status, 200);
}

#[tokio::test]
async fn a_function_of_the_state_is_asked_by_each_argument() {
    let mut site = site("ada").await;
    assert_eq!(site.get("/both").await.json(), json!(["admin", "admin", "admin"]));
    assert_eq!(count(&site, "grants"), 4, "one of the three arguments is in another one");
    site.get("/read").await;
    site.get("/read").await;
    assert_eq!(count(&site, "grants"), 2);
}

#[tokio::test]
async fn what_depends_on_the_request_is_not_kept() {
    let mut site = site("ada").await;
    assert_eq!(site.get("/features").await.status, 403);
    assert_eq!(count(&site, "features"), 1);
    site.cookies.insert("beta".to_owned(), "1".to_owned());
    assert_eq!(site.get("/features").await.status, 200);
    assert_eq!(count(&site, "features"), 2);
}

#[tokio::test]
async fn a_request_with_a_header_keeps_nothing() {
    let mut site = site("ada").await;
    let request = Request::builder().uri("/both").header(AUTHORIZATION, "Bearer x");
    assert_eq!(site.send(request, "").await.status, 200);
    assert_eq!(count(&site, "grants"), 4, "the caller of the header may be another one");
}
