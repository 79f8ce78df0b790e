//! The routes of the application itself; those below `/auth` come from `auth`.

use std::sync::Arc;

use auth::{Auth, BoxError, Entered, Guard, Secret, Session};
use axum::{
    Form, Router,
    extract::{FromRef, State},
    http::{HeaderMap, StatusCode, header::CONTENT_TYPE},
    middleware,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use serde::Deserialize;

use crate::{
    callbacks::{Rename, Visible, admins},
    db::{Db, Name},
    pages::{self, Page},
    password,
    same_origin::same_origin,
};

/// What the handlers share.
#[derive(Clone, FromRef)]
pub struct App {
    pub auth: Auth<Visible>,
    pub db: Db,
}

/// The whole application, reached at `url`.
pub fn app(app: App, url: &str) -> Router {
    let origin: Arc<str> = url.trim_end_matches('/').into();
    Router::new()
        .route("/", get(home))
        .route("/sign-up", get(async || pages::sign_up(None)).post(sign_up))
        .route("/name", post(rename))
        .route("/sign-out", post(sign_out))
        .route("/admin", get(admin))
        .route("/banned", get(async || pages::banned()))
        .route("/style.css", get(async || ([(CONTENT_TYPE, "text/css")], include_str!("style.css"))))
        .layer(middleware::from_fn_with_state(origin, same_origin))
        .merge(app.auth.routes())
        .layer(app.auth.layer())
        .with_state(app)
}

/// Everybody may see the start page; it shows the session of those who have one.
async fn home(session: Option<Session<Visible>>) -> Page {
    match session {
        Some(session) => pages::signed_in(&session),
        None => pages::signed_out(),
    }
}

/// Runs only when `admins` says yes. Others get 403, and who is not signed in is sent to do so.
async fn admin(session: Guard<admins>, State(db): State<Db>) -> Result<Page, Failure> {
    Ok(pages::admin(&session, &db.users().await?))
}

/// Updates the session by the same callback as `POST /auth/session` does.
async fn rename(
    State(auth): State<Auth<Visible>>,
    headers: HeaderMap,
    Form(form): Form<Rename>,
) -> Result<impl IntoResponse, Failure> {
    let change = auth.update(&headers, form).await?;
    Ok((change.cookies, Redirect::to("/")))
}

#[derive(Deserialize)]
struct Registration {
    email: String,
    name: Name,
    password: Secret,
}

/// Adds a user, who is signed in at once. A real application would first make sure that the address is
/// theirs.
async fn sign_up(
    State(App { auth, db }): State<App>,
    headers: HeaderMap,
    Form(form): Form<Registration>,
) -> Result<Response, Failure> {
    if form.password.expose().chars().count() < 8 {
        let page = pages::sign_up(Some("A password has at least 8 characters."));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let hash = password::hash(form.password).await?;
    let Some(user) = db.create(form.email.trim(), &form.name, &hash).await? else {
        let page = pages::sign_up(Some("There is an account with this address already."));
        return Ok((StatusCode::CONFLICT, page).into_response());
    };
    Ok(match auth.sign_in_as(&headers, &user).await? {
        Entered::SignedIn(cookies) => (cookies, Redirect::to("/")).into_response(),
        Entered::Redirect(page) => Redirect::to(&page).into_response(),
    })
}

async fn sign_out(
    State(auth): State<Auth<Visible>>,
    headers: HeaderMap,
) -> Result<impl IntoResponse, Failure> {
    Ok((auth.sign_out(&headers).await?, Redirect::to("/")))
}

/// What went wrong is for the log; the browser is told that something did.
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
