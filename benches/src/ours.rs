//! The application under `auth`: `GET /auth/session`, and a handler of its own behind the layer.

use auth::{Auth, SignInResult, prelude::*};
use axum::{Json, Router, routing::get};
use http::HeaderMap;

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
        .credentials::<login>()
        .jwt::<issue>()
        .session::<Visible>()
        .build()
        .expect("a right configuration")
}

/// The cookies of somebody who is signed in, with those that the action would set otherwise.
pub(crate) async fn sign_in() -> String {
    let auth = auth();
    let signed_in =
        auth.sign_in(&HeaderMap::new(), "credentials", &[("name", "Ada")]).await.expect("signed in");
    let SignInResult::SignedIn(session) = signed_in else { panic!("no guard redirects") };
    let request = http::Request::get("/auth/csrf").body(axum::body::Body::empty()).expect("a request");
    let others = auth.handle(request).await;
    let others = others.headers().get_all(http::header::SET_COOKIE).iter();
    let pairs = session.iter().chain(others).filter_map(|cookie| cookie.to_str().ok()?.split(';').next());
    pairs.collect::<Vec<_>>().join("; ")
}

/// The same handler on a router that records who may call it.
pub(crate) fn covered() -> Router {
    let auth = auth();
    auth::covered::Router::new()
        .route("/session", auth::covered::get(async |session: Session<Visible>| Json(session)))
        .into_router()
        .merge(auth.routes())
        .layer(auth.layer())
        .with_state(auth)
}

pub(crate) fn router() -> Router {
    let auth = auth();
    Router::new()
        .route("/session", get(async |session: Session<Visible>| Json(session)))
        .merge(auth.routes())
        .layer(auth.layer())
        .with_state(auth)
}
