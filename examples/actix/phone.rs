//! An API for applications on phones and in terminals: sign-in by JSON, a session in the header `Authorization`, and API
//! keys for programs.
//!
//! ```sh
//! cargo run --example actix … -- phone
//!
//! curl -s localhost:3000/api/sign-in -H 'content-type: application/json' -d '{"name":"ada","password":"countess"}'
//! curl -i localhost:3000/api/report -H "authorization: Bearer $TOKEN"
//! curl -s localhost:3000/api/keys -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' \
//!     -d '{"name":"nightly","project":7}'
//! curl -i localhost:3000/api/report -H "authorization: Bearer $KEY"
//! ```

use actix_web::{
    HttpResponse, Responder,
    web::{self, Json, Path, ServiceConfig},
};
use auth::{
    Auth, AuthBuilder, AuthError, SignInResult,
    adapter::MemoryAdapter,
    api_key::{Expires, KeyId},
    callback::Callbacks,
    integration::Head,
    prelude::*,
};
use serde::Deserialize;
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
pub(crate) struct Key {
    project: u32,
}

/// Builds the application.
pub(crate) fn auth(builder: AuthBuilder<(), Callbacks>) -> auth::Result<Auth> {
    Ok(builder
        .credentials::<login>()
        .database_sessions(MemoryAdapter::new())
        .bearer_sessions()
        .api_keys::<Key>()
        .build()?)
}

/// Adds the API.
pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .route("/api/sign-in", web::post().to(sign_in))
        .route("/api/sign-out", web::post().to(sign_out))
        .route("/api/report", web::get().to(report))
        .route("/api/keys", web::get().to(list_keys))
        .route("/api/keys", web::post().to(make_key))
        .route("/api/keys/{id}", web::delete().to(revoke_key));
}

#[derive(Deserialize)]
struct Credentials {
    name: String,
    password: String,
}

/// Signs in, and returns the session for the header `Authorization: Bearer`. An error is a response of its own.
async fn sign_in(auth: Auth, head: Head, form: Json<Credentials>) -> Result<HttpResponse, AuthError> {
    let fields = [("name", form.name.as_str()), ("password", form.password.as_str())];
    let token = match auth.sign_in(&head, "credentials", &fields).await? {
        SignInResult::SignedIn(cookies) => cookies.bearer().map(|token| token.expose().to_owned()),
        SignInResult::Redirect(_) | SignInResult::SecondFactor { .. } => None,
    };
    Ok(match token {
        Some(token) => HttpResponse::Ok().json(json!({ "token": token })),
        None => HttpResponse::Forbidden().finish(),
    })
}

/// Ends the session of the header.
async fn sign_out(auth: Auth, head: Head) -> Result<impl Responder, AuthError> {
    let signed_out = auth.sign_out(&head).await?;
    signed_out.stored?;
    Ok(signed_out.cookies.with(HttpResponse::NoContent()))
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
async fn make_key(session: Session, auth: Auth, request: Json<Request>) -> Result<HttpResponse, AuthError> {
    let key = Key { project: request.project };
    let key = auth.create_key(&session, key, &request.name, Expires::days(90)).await?;
    Ok(HttpResponse::Created().json(json!({ "id": key.id, "key": key.text.expose() })))
}

async fn list_keys(session: Session, auth: Auth) -> Result<HttpResponse, AuthError> {
    let keys = auth.keys_of(session.stored_id().ok_or(AuthError::AccessDenied)?).await?;
    let keys = keys.into_iter().map(
        |key| json!({ "id": key.id, "name": key.name, "expires": key.expires.map(|time| time.to_iso()) }),
    );
    Ok(HttpResponse::Ok().json(keys.collect::<Vec<_>>()))
}

async fn revoke_key(session: Session, auth: Auth, id: Path<KeyId>) -> Result<HttpResponse, AuthError> {
    let user = session.stored_id().ok_or(AuthError::AccessDenied)?;
    Ok(match auth.revoke_key(user, &id).await? {
        true => HttpResponse::NoContent().finish(),
        false => HttpResponse::NotFound().finish(),
    })
}
