//! An API for applications on phones and in terminals: sign-in by JSON, a session in the header `Authorization`, and API
//! keys for programs.
//!
//! ```sh
//! cargo run --example phone --features axum
//!
//! curl -s localhost:3000/api/sign-in -H 'content-type: application/json' -d '{"name":"ada","password":"countess"}'
//! curl -i localhost:3000/api/report -H "authorization: Bearer $TOKEN"
//! curl -s localhost:3000/api/keys -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' \
//!     -d '{"name":"nightly","project":7}'
//! curl -i localhost:3000/api/report -H "authorization: Bearer $KEY"
//! ```

use auth::{
    AuthError, SetCookies, SignInResult,
    api_key::{Expires, KeyId},
    prelude::*,
};
use axum::{
    Json, Router,
    extract::{Path, State},
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Response},
    routing::{delete, get, post},
};
use serde::{Deserialize, Serialize};
use serde_json::json;

#[auth::credentials]
struct Login {
    name: String,
    #[auth(password)]
    password: Secret,
}

#[auth::authorize]
async fn login(form: Login) -> Option<User> {
    (form.name == "ada" && form.password == Secret::new("countess")).then(|| User::new("1").with_name("Ada"))
}

/// The content of an API key.
#[auth::api_key(prefix = "acme")]
struct Key {
    project: u32,
}

#[derive(Deserialize)]
struct Credentials {
    name: String,
    password: String,
}

/// Signs in, and returns the session for the header `Authorization: Bearer`.
async fn sign_in(
    State(auth): State<Auth>,
    parts: Parts,
    Json(form): Json<Credentials>,
) -> Result<Json<serde_json::Value>, Failure> {
    let form = [("name", form.name.as_str()), ("password", form.password.as_str())];
    match auth.sign_in(&parts, "credentials", &form).await? {
        SignInResult::SignedIn(cookies) => match cookies.bearer() {
            Some(token) => Ok(Json(json!({ "token": token.expose() }))),
            None => Err(Failure(StatusCode::FORBIDDEN)),
        },
        SignInResult::Redirect(_) | SignInResult::SecondFactor { .. } => Err(Failure(StatusCode::FORBIDDEN)),
    }
}

/// Ends the session of the header.
async fn sign_out(State(auth): State<Auth>, parts: Parts) -> Result<(SetCookies, StatusCode), Failure> {
    let signed_out = auth.sign_out(&parts).await?;
    signed_out.stored?;
    Ok((signed_out.cookies, StatusCode::NO_CONTENT))
}

/// Responds to a session and to a key.
async fn report(caller: Caller<(), Key>) -> String {
    match caller {
        Caller::Session(session) => format!("all projects of {}", session.user.name.unwrap_or_default()),
        Caller::Key(key) => format!("project {}", key.project),
    }
}

#[derive(Deserialize)]
struct Request {
    name: String,
    project: u32,
}

/// Makes a key. A key outlives the session, so an application asks for a fresh proof here.
async fn make_key(
    session: Session,
    State(auth): State<Auth>,
    Json(request): Json<Request>,
) -> Result<(StatusCode, Json<serde_json::Value>), Failure> {
    let key = Key { project: request.project };
    let key = auth.create_key(&session, key, &request.name, Expires::days(90)).await?;
    Ok((StatusCode::CREATED, Json(json!({ "id": key.id, "key": key.text.expose() }))))
}

#[derive(Serialize)]
struct Listed {
    id: KeyId,
    name: String,
    expires: Option<String>,
}

async fn list_keys(session: Session, State(auth): State<Auth>) -> Result<Json<Vec<Listed>>, Failure> {
    let user = session.stored_id().ok_or(Failure(StatusCode::FORBIDDEN))?;
    let keys = auth.keys_of(user).await?.into_iter().map(|key| Listed {
        id: key.id,
        name: key.name,
        expires: key.expires.map(|time| time.to_iso()),
    });
    Ok(Json(keys.collect()))
}

async fn revoke_key(
    session: Session,
    State(auth): State<Auth>,
    Path(id): Path<String>,
) -> Result<StatusCode, Failure> {
    let user = session.stored_id().ok_or(Failure(StatusCode::FORBIDDEN))?;
    match auth.revoke_key(user, &KeyId::new(id)).await? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(Failure(StatusCode::NOT_FOUND)),
    }
}

/// The response to a request that fails.
struct Failure(StatusCode);

impl From<AuthError> for Failure {
    fn from(error: AuthError) -> Self {
        Self(match error {
            AuthError::TooManyRequests { .. } => StatusCode::TOO_MANY_REQUESTS,
            error if error.is_refusal() => StatusCode::UNAUTHORIZED,
            error if error.is_unavailable() => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        })
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        (self.0, Json(json!({ "error": self.0.canonical_reason() }))).into_response()
    }
}

/// Builds the application.
pub(crate) fn application() -> Result<Router, auth::BuildError> {
    let auth = Auth::builder()
        .secret("thirty-two random bytes, better from AUTH_SECRET")
        .url("http://localhost:3000")
        .credentials::<login>()
        .database_sessions(auth::adapter::MemoryAdapter::new())
        .bearer_sessions()
        .api_keys::<Key>()
        .build()?;
    Ok(Router::new()
        .route("/api/sign-in", post(sign_in))
        .route("/api/sign-out", post(sign_out))
        .route("/api/report", get(report))
        .route("/api/keys", get(list_keys).post(make_key))
        .route("/api/keys/{id}", delete(revoke_key))
        .layer(auth.layer())
        .with_state(auth))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
    let service = application()?.into_make_service_with_connect_info::<std::net::SocketAddr>();
    Ok(axum::serve(listener, service).await?)
}
