//! The application under `auth`: `GET /auth/session`, and handlers of its own behind the layer.

use std::collections::HashMap;

use auth::{
    __private::bench::IdTokenCheck,
    Auth,
    adapter::AnyAdapter,
    prelude::*,
    provider::oauth::{OAuthProvider, Oidc},
};
use axum::{Json, Router, body::Body, routing::get};
use http::{
    Request,
    header::{COOKIE, SET_COOKIE},
};
use tower_service::Service;

#[auth::jwt]
struct Token {
    id: String,
    role: String,
}

#[auth::session(from = Token)]
struct Visible {
    id: String,
    role: String,
}

#[auth::permissions]
enum Permission {
    Read,
}

#[auth::grants]
fn granted(session: &Session<Visible>) -> Set<Permission> {
    if session.role == "admin" { Set::all() } else { Set::NONE }
}

#[auth::credentials]
struct Login {
    name: String,
}

#[auth::authorize]
async fn login(form: Login) -> User {
    User::new("1").with_name(form.name).with_email("ada@example.com")
}

#[auth::jwt]
async fn issue(user: &User) -> Token {
    Token { id: user.id.to_string(), role: "admin".to_owned() }
}

fn auth() -> Auth<Visible> {
    Auth::builder()
        .secret(crate::SECRET)
        .url("http://localhost")
        // By hand nothing is counted.
        .sign_in_limit(None)
        .account_limit(None)
        .credentials::<login>()
        .jwt::<issue>()
        .session::<Visible>()
        .build()
        .expect("a valid configuration")
}

pub(crate) fn router() -> Router {
    let auth = auth();
    Router::new()
        .route("/session", get(async |session: Session<Visible>| Json(session)))
        .layer(auth.layer())
        .merge(auth.routes())
        .with_state(auth)
}

/// The same handler on a router that records who may call it, and one that asks for a permission.
pub(crate) fn covered() -> Router {
    let auth = auth();
    auth::covered::Router::new()
        .route("/session", auth::covered::get(async |session: Session<Visible>| Json(session)))
        .route(
            "/permitted",
            auth::covered::get(async |caller: Can<Session<Visible>, permission::Read>| {
                Json(caller.into_inner())
            }),
        )
        .into_router()
        .layer(auth.layer())
        .merge(auth.routes())
        .with_state(auth)
}

/// The routes with the default limit for accounts.
pub(crate) fn with_limits() -> Router {
    let auth: Auth = Auth::builder()
        .secret(crate::SECRET)
        .url("http://localhost")
        .sign_in_limit(None)
        .credentials::<login>()
        .build()
        .expect("a valid configuration");
    auth.routes()
}

/// The routes with one OpenID Connect provider.
pub(crate) fn at_provider(issuer: &str) -> Router {
    let auth: Auth<Visible> = Auth::builder()
        .secret(crate::SECRET)
        .url("http://localhost")
        .sign_in_limit(None)
        .account_limit(None)
        .provider(acme(issuer).scope("openid profile email"))
        .jwt::<issue>()
        .session::<Visible>()
        .build()
        .expect("a valid configuration");
    auth.routes()
}

fn acme(issuer: &str) -> OAuthProvider<Oidc> {
    <Oidc>::new("acme", "Acme", issuer.to_owned(), crate::provider::CLIENT, crate::SECRET)
}

/// The verification of the provider's ID tokens alone.
pub(crate) fn id_tokens(issuer: &str) -> IdTokenCheck {
    let http = auth::provider::ReqwestClient::new().expect("certificates");
    IdTokenCheck::new(acme(issuer), http).expect("a valid configuration")
}

/// An application with this number of OpenID Connect providers.
#[allow(dead_code, reason = "for the bytes that it keeps")]
pub(crate) fn with_providers(providers: u32) -> Auth {
    let builder = Auth::builder().secret(crate::SECRET).url("http://localhost").sign_in_limit(None);
    let provider = |number: u32| {
        let issuer = format!("https://provider-{number}.example");
        <Oidc>::new(format!("provider-{number}"), "Acme", issuer, "client", crate::SECRET)
    };
    let builder = (0..providers).fold(builder, |builder, number| builder.provider(provider(number)));
    builder.build().expect("a valid configuration")
}

/// Returns the cookies of a signed-in user, with those that the action would set otherwise.
pub(crate) async fn cookies_of_ada() -> String {
    sign_in(auth().routes()).await
}

async fn sign_in(mut routes: Router) -> String {
    let csrf = routes
        .call(Request::get("/auth/csrf").body(Body::empty()).expect("a request"))
        .await
        .expect("axum never fails");
    let mut cookies: HashMap<String, String> = cookies_of(&csrf).collect();
    let csrf = cookies["authjs.csrf-token"].split("%7C").next().expect("a token").to_owned();
    let request = Request::post("/auth/callback/credentials")
        .header(COOKIE, header(&cookies))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(format!("csrfToken={csrf}&name=Ada")))
        .expect("a request");
    cookies.extend(cookies_of(&routes.call(request).await.expect("axum never fails")));
    assert!(cookies.contains_key("authjs.session-token"), "not signed in");
    header(&cookies)
}

fn cookies_of<B>(response: &http::Response<B>) -> impl Iterator<Item = (String, String)> + '_ {
    let cookies = response.headers().get_all(SET_COOKIE).iter();
    cookies.filter_map(|cookie| {
        let (name, value) = cookie.to_str().ok()?.split(';').next()?.split_once('=')?;
        Some((name.to_owned(), value.to_owned()))
    })
}

fn header(cookies: &HashMap<String, String>) -> String {
    let pairs = cookies.iter().map(|(name, value)| format!("{name}={value}"));
    pairs.collect::<Vec<_>>().join("; ")
}

/// Sessions in a database, with the same two handlers.
pub(crate) mod rows {
    use super::*;

    #[auth::session(from = User)]
    struct Row {
        id: UserId,
    }

    fn auth(adapter: AnyAdapter) -> Auth<Row> {
        Auth::builder()
            .secret(crate::SECRET)
            .url("http://localhost")
            .sign_in_limit(None)
            .account_limit(None)
            .credentials::<login>()
            .database_sessions(adapter)
            .session::<Row>()
            .build()
            .expect("a valid configuration")
    }

    pub(crate) fn router(adapter: AnyAdapter) -> Router {
        let auth = auth(adapter);
        Router::new()
            .route("/session", get(async |session: Session<Row>| Json(session)))
            .layer(auth.layer())
            .merge(auth.routes())
            .with_state(auth)
    }

    pub(crate) async fn cookies_of_ada(adapter: AnyAdapter) -> String {
        sign_in(auth(adapter).routes()).await
    }
}
