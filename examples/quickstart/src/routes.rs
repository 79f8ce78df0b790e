//! The routes of the application. Those below `/auth` come from `auth`.

use auth::{
    Auth, BoxError, Caller, Can, Proven, Public, Session,
    api_key::Expires,
    assurance::{self, AnyOf, Minutes, Passkey},
    covered::{Router, get, post},
};
use axum::{
    Form, Json,
    extract::{FromRef, State},
    http::{StatusCode, header::CONTENT_TYPE, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use crate::{
    callbacks::{Key, Permission, Rename, Visible, permission},
    db::Db,
    pages::{self, Page},
};

/// The state shared by the handlers.
#[derive(Clone, FromRef)]
pub struct App {
    pub auth: Auth<Visible>,
    pub db: Db,
}

/// Builds the application.
pub fn app(app: App) -> axum::Router {
    routes()
        .into_router()
        .layer(app.auth.same_origin()) // refuses forms of other sites
        .merge(app.auth.routes())
        .layer(app.auth.layer())
        .with_state(app)
}

/// The routes. The first argument of each handler says who may call it; without one, this does not compile.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/", get(home))
        .route("/name", post(rename))
        .route("/sign-out", post(sign_out))
        .route("/admin", get(admin))
        .route("/keys", post(make_key))
        .route("/users.json", get(users))
        .route("/banned", get(async |_: Public| pages::banned()))
        .route("/style.css", get(style))
}

/// Shows the start page, which needs no session, and the session if there is one.
async fn home(session: Option<Session<Visible>>) -> Page {
    match session {
        Some(session) => pages::signed_in(&session),
        None => pages::signed_out(),
    }
}

/// A caller who has the permission, and has proven a password or a passkey in the last quarter of an hour.
type Admin =
    Proven<Can<Session<Visible>, permission::ListUsers>, AnyOf<(assurance::Password, Passkey)>, Minutes<15>>;

/// Runs for such callers alone. A user without a session is redirected to sign in, one without the permission gets 403, and
/// one whose proof is too old is asked for it, and comes back.
async fn admin(admin: Admin, State(db): State<Db>) -> Result<Page, Failure> {
    Ok(pages::admin(&admin, &db.everybody().await?))
}

async fn style(_: Public) -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/css")], include_str!("style.css"))
}

/// Updates the session through the same callback as `POST /auth/session`.
async fn rename(
    _session: Session<Visible>,
    State(auth): State<Auth<Visible>>,
    parts: Parts,
    Form(form): Form<Rename>,
) -> Result<impl IntoResponse, Failure> {
    let change = auth.update(&parts, form).await?;
    Ok((change.cookies, Redirect::to("/")))
}

#[derive(Deserialize)]
struct NewKey {
    name: String,
}

/// Makes a key, with which a program lists the users for three months.
async fn make_key(
    admin: Admin,
    State(auth): State<Auth<Visible>>,
    Form(form): Form<NewKey>,
) -> Result<Page, Failure> {
    let key = Key { scopes: [Permission::ListUsers].into() };
    let key = auth.create_key(&admin, key, &form.name, Expires::days(90)).await?;
    Ok(pages::new_key(key.text.expose()))
}

/// Lists the users, for administrators and for their programs.
async fn users(
    _: Can<Caller<Visible, Key>, permission::ListUsers>,
    State(db): State<Db>,
) -> Result<impl IntoResponse, Failure> {
    Ok(Json(db.everybody().await?))
}

async fn sign_out(
    _: Public,
    State(auth): State<Auth<Visible>>,
    parts: Parts,
) -> Result<impl IntoResponse, Failure> {
    Ok((auth.sign_out(&parts).await?.cookies, Redirect::to("/")))
}

/// An error whose cause goes to the log; the browser only sees that something failed.
struct Failure(BoxError);

impl<E: Into<BoxError>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        tracing::error!(error = %self.0, "a request failed");
        (StatusCode::INTERNAL_SERVER_ERROR, pages::failed()).into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::routes;

    /// `AUTH_UPDATE=1 cargo test` writes the file, so that a review shows who may call what.
    #[test]
    fn who_may_call_what_is_on_record() {
        auth::covered::assert_routes(&routes(), "routes.json");
    }
}
