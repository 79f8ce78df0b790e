//! Routes that are nested, or behind a proxy that removes a prefix: browsers find everything where it really is.

use std::collections::BTreeSet;

use auth::{
    Auth, Session,
    adapter::MemoryAdapter,
    provider::{Email, GitHub, Passkey, email::ConsoleTransport},
};
use axum::{
    Json, Router,
    body::Body,
    extract::{Path, Request as AxumRequest},
    routing::get,
};
use http::{Request, StatusCode, Uri, header::CONTENT_TYPE};
use tower::ServiceExt;

use crate::{logs::Log, site::*, world::*};

/// A site with every kind of provider.
fn site(configure: impl FnOnce(Start) -> Start) -> Site {
    Site::with(|builder| {
        configure(builder)
            .adapter(MemoryAdapter::new())
            .provider(GitHub::new("id", "secret"))
            .email(Email::new(ConsoleTransport, "site@site.test").unwrap())
            .passkey(Passkey::new())
            .sign_in_limit(None)
    })
}

/// The application's own page, and what `auth` adds to it.
fn application(auth: &Auth<Visible>) -> Router<Auth<Visible>> {
    let me = get(async |session: Session<Visible>| Json(session));
    Router::new().route("/me", me).merge(auth.routes()).layer(auth.layer())
}

/// The URLs in a page that lead to this site.
fn links(page: &str) -> BTreeSet<String> {
    let mut links = BTreeSet::new();
    for attribute in [" href=\"", " src=\"", " action=\"", " data-webauthn-options=\""] {
        for rest in page.split(attribute).skip(1) {
            let url = rest.split('"').next().unwrap().replace("&amp;", "&");
            let url = url.strip_prefix(ORIGIN).unwrap_or(&url).to_owned();
            if url.starts_with('/') && url != "/" {
                links.insert(url);
            }
        }
    }
    links
}

async fn post(site: &mut Site, base: &str, path: &str, fields: &[(&str, &str)]) -> Reply {
    let csrf = site.get(&format!("{base}/csrf")).await.json()["csrfToken"].as_str().unwrap().to_owned();
    let form = form(fields.iter().copied().chain([("csrfToken", csrf.as_str())]));
    site.send(Request::post(path).header(CONTENT_TYPE, FORM), form).await
}

/// Signs in and out, and follows every link of every page.
async fn everything_leads_below(site: &mut Site, base: &str) {
    let mut met = BTreeSet::new();
    for page in
        ["signin", "signout", "error?error=Verification", "error?error=AccessDenied", "verify-request"]
    {
        let reply = site.visit(&format!("{base}/{page}")).await;
        assert!(reply.body.contains("<html"), "{base}/{page}: {}", reply.status);
        met.extend(links(&reply.body));
    }
    let below = format!("{base}/");
    for link in &met {
        assert!(link.starts_with(&below), "{link} is not below {base}");
        let reply = site.get(link).await;
        assert_ne!(reply.status, StatusCode::NOT_FOUND, "{link}");
    }
    for part in
        ["passkey.js", "signin/github", "signin/email", "callback/credentials", "webauthn-options/passkey"]
    {
        let link = format!("{base}/{part}");
        assert!(met.iter().any(|met| met.starts_with(&link)), "{part} in {met:?}");
    }

    let providers = site.get(&format!("{base}/providers")).await.json();
    for (id, provider) in providers.as_object().unwrap() {
        assert_eq!(provider["signinUrl"], format!("{ORIGIN}{base}/signin/{id}"));
        assert_eq!(provider["callbackUrl"], format!("{ORIGIN}{base}/callback/{id}"));
    }

    // The callback URL of a provider, and the pages after a link was sent and after an error.
    let reply = post(site, base, &format!("{base}/signin/github"), &[]).await;
    let callback = format!("{ORIGIN}{base}/callback/github");
    let callback: String = form_urlencoded::byte_serialize(callback.as_bytes()).collect();
    assert!(reply.location().contains(&callback), "{}", reply.location());
    let reply = post(site, base, &format!("{base}/signin/email"), &[("email", "ada@example.com")]).await;
    assert!(reply.location().starts_with(&format!("{ORIGIN}{base}/verify-request?")), "{}", reply.location());
    let sign_in = format!("{base}/callback/credentials");
    let reply = post(site, base, &sign_in, &[("name", "ada"), ("password", "wrong")]).await;
    assert!(reply.location().starts_with(&format!("{ORIGIN}{base}/signin?error=")), "{}", reply.location());
    let reply = post(site, base, &sign_in, &[("name", "denied"), ("password", "hunter2")]).await;
    assert_eq!(reply.location(), format!("{ORIGIN}{base}/error?error=AccessDenied"));
    let reply = post(site, base, &format!("{base}/signin/credentials"), &[]).await;
    assert_eq!(reply.location(), format!("{ORIGIN}{base}/signin"));

    post(site, base, &sign_in, &[("name", "ada"), ("password", "hunter2")]).await;
    assert_eq!(site.get(&format!("{base}/session")).await.json()["user"]["name"], "ada");
    post(site, base, &format!("{base}/signout"), &[]).await;
    assert_eq!(site.session_cookies(), [""; 0]);
}

#[tokio::test]
async fn nested_routes_are_found() {
    for (prefix, configured, base) in
        [("/app", "/auth", "/app/auth"), ("/app", "/api/auth", "/app/api/auth"), ("/app", "", "/app")]
    {
        let configure = |builder: Start| builder.base_path(configured);
        let router = |site: &Site| Router::new().nest(prefix, site.auth.routes());
        everything_leads_below(&mut site(configure).routed(router), base).await;
        let twice =
            |site: &Site| Router::new().nest("/outer", Router::new().nest(prefix, site.auth.routes()));
        everything_leads_below(&mut site(configure).routed(twice), &format!("/outer{base}")).await;
    }
}

#[tokio::test]
async fn routes_can_be_nested_below_a_parameter() {
    let router = |site: &Site| Router::new().nest("/{tenant}", site.auth.routes());
    let mut site = site(|builder| builder).routed(router);
    everything_leads_below(&mut site, "/acme/auth").await;
    for hostile in ["//evil.test/auth/signin", "/%2e%2e/auth/signin", "/a%22b/x/auth/signin"] {
        let reply = site.get(hostile).await;
        assert_eq!((reply.status, reply.body.as_str()), (StatusCode::NOT_FOUND, ""), "{hostile}");
    }
}

#[tokio::test]
async fn a_nested_service_is_found() {
    for (path, base) in [("/auth", "/auth"), ("/app/auth", "/app/auth")] {
        let router = |site: &Site| Router::new().nest_service(path, site.auth.clone());
        everything_leads_below(&mut site(|builder| builder).routed(router), base).await;
    }
    let router = |site: &Site| Router::new().nest_service("/app", site.auth.clone());
    everything_leads_below(&mut site(|builder| builder).routed(router), "/app/auth").await;
    let router = |site: &Site| Router::new().fallback_service(site.auth.clone());
    everything_leads_below(&mut site(|builder| builder).routed(router), "/auth").await;
}

/// A proxy that removes `/app` from the path of each request.
fn behind_a_proxy(inner: Router) -> Router {
    let forward = async |Path(path): Path<String>, mut request: AxumRequest<Body>| {
        let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
        *request.uri_mut() = format!("/{path}{query}").parse::<Uri>().unwrap();
        request.extensions_mut().clear();
        inner.oneshot(request).await
    };
    Router::new().route("/app/{*path}", axum::routing::any(forward))
}

#[tokio::test]
async fn a_proxy_may_remove_a_prefix() {
    let url = format!("{ORIGIN}/app/auth");
    let by_variable = {
        let url = url.clone();
        move |name: &str| match name {
            "AUTH_URL" => Some(url.clone()),
            "AUTH_SECRET" => Some(SECRET.to_owned()),
            _ => None,
        }
    };
    let router = |site: &Site| behind_a_proxy(application(&site.auth).with_state(site.auth.clone()));
    let mut by_url = site(|builder| builder.url(&url).base_path("/auth")).routed(router);
    everything_leads_below(&mut by_url, "/app/auth").await;
    let target = by_url.visit("/app/me?x=1").await;
    assert_eq!(target.location(), "/app/auth/signin?callbackUrl=%2Fapp%2Fme%3Fx%3D1");

    let auth = Auth::builder()
        .environment(by_variable)
        .state(World::default())
        .base_path("/auth")
        .credentials::<login>()
        .build()
        .unwrap();
    let request = Request::get("/auth/providers").body(Body::empty()).unwrap();
    let reply = auth.routes::<()>().oneshot(request).await.unwrap();
    let body = http_body_util::BodyExt::collect(reply.into_body()).await.unwrap().to_bytes();
    assert!(String::from_utf8_lossy(&body).contains("http://site.test/app/auth/signin/credentials"));
}

#[tokio::test]
async fn handlers_lead_to_the_sign_in_page_of_their_router() {
    let nested =
        |site: &Site| Router::new().nest("/app", application(&site.auth)).with_state(site.auth.clone());
    let mut inside = Site::new().routed(nested);
    let sign_in = inside.visit("/app/me").await.location().to_owned();
    assert_eq!(sign_in, "/app/auth/signin?callbackUrl=%2Fapp%2Fme");
    assert_eq!(inside.visit(&sign_in).await.status, 200);

    // Routes at the root, handlers in a nested router.
    let admin = |site: &Site| {
        let me = Router::new().route("/me", get(async |session: Session<Visible>| Json(session)));
        let router = Router::new().nest("/admin", me).merge(site.auth.routes());
        router.layer(site.auth.layer()).with_state(site.auth.clone())
    };
    let location = Site::new().routed(admin).visit("/admin/me").await.location().to_owned();
    assert_eq!(location, "/auth/signin?callbackUrl=%2Fadmin%2Fme");
}

/// The layer stands around handlers alone. Where the routes are is known from the first request to one of them.
#[tokio::test]
async fn a_nested_layer_learns_that_the_routes_are_at_the_root() {
    let admin = |site: &Site| {
        let me = Router::new().route("/me", get(async |session: Session<Visible>| Json(session)));
        let router = Router::new().nest("/admin", me.layer(site.auth.layer())).merge(site.auth.routes());
        router.with_state(site.auth.clone())
    };
    let mut site = Site::new().routed(admin);
    assert_eq!(site.visit("/auth/signin").await.status, 200);
    let location = site.visit("/admin/me").await.location().to_owned();
    assert_eq!(location, "/auth/signin?callbackUrl=%2Fadmin%2Fme");
}

#[tokio::test(flavor = "current_thread")]
async fn routes_elsewhere_are_named_or_warned_of() {
    let log = Log::default();
    let _listening = log.listen();
    let router = |site: &Site| {
        let me = Router::new().route("/me", get(async |session: Session<Visible>| Json(session)));
        let router = me.nest("/app", site.auth.routes());
        router.layer(site.auth.layer()).with_state(site.auth.clone())
    };
    let mut named = Site::with(|builder| builder.public_path("/app/auth")).routed(router);
    let location = named.visit("/me").await.location().to_owned();
    assert_eq!(location, "/app/auth/signin?callbackUrl=%2Fme");
    assert_eq!(named.visit(&location).await.status, 200);
    assert!(!log.text().contains("nested at"), "{}", log.text());

    let mut unnamed = Site::new().routed(router);
    for _ in 0..2 {
        unnamed.visit("/app/auth/signin").await;
    }
    assert_eq!(log.text().matches("`.public_path(\"/app/auth\")`").count(), 1, "{}", log.text());
}
