//! The routes of the application. Those below `/auth` come from `auth`.

use auth::{
    Auth, AuthError, BoxError, Can, KnownUser, PasswordError, Proven, Public, Secret, Session, SignInResult,
    assurance::{self, AnyOf, Minutes, Passkey},
    covered::{Router, get, post},
};
use axum::{
    Form,
    extract::{FromRef, State},
    http::{
        StatusCode,
        header::{CONTENT_TYPE, RETRY_AFTER},
        request::Parts,
    },
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use crate::{
    callbacks::{Rename, Visible, permission},
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
        .route("/password", post(set_password))
        .route("/sign-out", post(sign_out))
        .route("/admin", get(admin))
        .route("/banned", get(async |_: Public| pages::banned()))
        .route("/style.css", get(style))
}

/// Shows the start page, which needs no session, and the session if there is one.
async fn home(session: Option<Session<Visible>>) -> Page {
    match session {
        Some(session) => pages::signed_in(&session, None),
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
struct NewPassword {
    /// Empty if the user has no password yet.
    current: Secret,
    password: auth::Password,
}

/// Sets the password of the signed-in user. A user who has one must enter it. All other sessions of the user end.
async fn set_password(
    session: Session<Visible>,
    State(auth): State<Auth<Visible>>,
    parts: Parts,
    Form(form): Form<NewPassword>,
) -> Result<Response, Failure> {
    let refused = |error: &str| {
        let page = pages::signed_in(&session, Some(error));
        Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
    };
    let id = session.stored_id().ok_or("the user is not one of the database")?;
    if auth.has_password(id).await? {
        // A sign-in checks the current password, because its attempts are limited.
        let email = session.user.email.as_deref().unwrap_or_default();
        let fields = [("email", email), ("password", form.current.expose())];
        match auth.sign_in(&parts, "credentials", &fields).await {
            Ok(_) => {}
            Err(AuthError::TooManyRequests { .. }) => {
                return refused("There were too many attempts. Try again later.");
            }
            Err(error) if error.is_refusal() => return refused("The current password is wrong."),
            Err(error) => return Err(error.into()),
        }
    }
    match auth.set_password(id, &form.password).await {
        Err(AuthError::Password(PasswordError::Refused(rule))) => return refused(&rule.to_string()),
        set => set?,
    }
    match auth.sign_in_as(&parts, KnownUser::stored(id)).await? {
        SignInResult::SignedIn(cookies) => Ok((cookies, Redirect::to("/")).into_response()),
        SignInResult::SecondFactor { url, cookies } => Ok((cookies, Redirect::to(&url)).into_response()),
        SignInResult::Redirect(url) => Ok(Redirect::to(&url).into_response()),
    }
}

fn unavailable() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, [(RETRY_AFTER, "5")], pages::busy()).into_response()
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
        if self.0.downcast_ref::<AuthError>().is_some_and(AuthError::is_unavailable) {
            return unavailable();
        }
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
