//! A page on which users make and revoke API keys for programs. To make one, they prove a second factor: the page leads to
//! it, and back. Everything is kept in memory until the program ends.
//!
//! ```sh
//! AUTH_SECRET=$(openssl rand -base64 33) cargo run --example api_keys --features totp
//!
//! curl -i localhost:3000/report -H "authorization: Bearer $KEY"
//! ```
//!
//! Sign in by any name, with the password `correct horse`. `PORT` and `AUTH_URL` change port and URL.

use std::net::SocketAddr;

use auth::{
    Auth, AuthError,
    adapter::MemoryAdapter,
    api_key::{Expires, KeyId},
    assurance::Mfa,
    covered::{Router, get, post},
    prelude::*,
};
use axum::{
    Form,
    extract::{Path, State},
    response::{Html, IntoResponse, Redirect, Response},
};
use http::StatusCode;
use maud::{Markup, html};
use serde::Deserialize;

#[auth::credentials]
struct Login {
    name: String,
    #[auth(password)]
    password: Secret,
}

#[auth::authorize]
async fn login(form: Login) -> Option<User> {
    // Compare a hash in a real application: see the quickstart.
    (form.password == Secret::new("correct horse"))
        .then(|| User::new(form.name.as_str()).with_name(form.name))
}

/// The content of an API key.
#[auth::api_key(prefix = "acme")]
struct Key {
    project: u32,
}

#[tokio::main]
async fn main() -> auth::Result<()> {
    tracing_subscriber::fmt().init();
    let port = std::env::var("PORT").map_or(Ok(3000), |port| port.parse::<u16>())?;
    // `build()` reads AUTH_SECRET and AUTH_URL.
    let mut builder = Auth::builder();
    if std::env::var_os("AUTH_URL").is_none() {
        builder = builder.url(&format!("http://localhost:{port}"));
    }

    let auth: Auth = builder
        .database_sessions(MemoryAdapter::new())
        .credentials::<login>()
        .totp("API keys example")
        .api_keys::<Key>()
        .build()?;

    let app = routes()
        .into_router()
        .layer(auth.same_origin()) // refuses forms of other sites
        .merge(auth.routes())
        .layer(auth.layer())
        .with_state(auth);
    println!("http://localhost:{port}");
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    // The connect info carries the client address, by which `auth` limits sign-in attempts.
    axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>()).await?;
    Ok(())
}

fn routes() -> Router<Auth> {
    Router::new()
        .route("/", get(async |_: Public| Redirect::to("/keys")))
        .route("/keys", get(keys).post(make))
        .route("/keys/{id}/revoke", post(revoke))
        .route("/report", get(report))
}

/// Shows the keys of the user, and a form that makes one.
async fn keys(session: Session, State(auth): State<Auth>) -> Result<Html<String>, Failure> {
    let keys = auth.keys_of(session.stored_id().ok_or(AuthError::AccessDenied)?).await?;
    Ok(page(html! {
        h1 { "API keys" }
        ul {
            @for key in &keys {
                li {
                    (key.name) " "
                    form action={ "/keys/" (key.id) "/revoke" } method="post" {
                        button type="submit" { "Revoke " (key.name) }
                    }
                }
            }
        }
        form action="/keys" method="post" {
            label for="name" { "Name" }
            input #name name="name" required maxlength="100";
            label for="project" { "Project" }
            input #project name="project" type="number" min="1" required;
            button type="submit" { "Make a key" }
        }
    }))
}

#[derive(Deserialize)]
struct Wanted {
    name: String,
    project: u32,
}

/// Makes a key. A user who has not proven a second factor in the last ten minutes gets a page that leads to it. The form
/// then has to be sent again.
async fn make(
    session: Proven<Session, Mfa, Minutes<10>>,
    State(auth): State<Auth>,
    Form(wanted): Form<Wanted>,
) -> Result<Html<String>, Failure> {
    let key = Key { project: wanted.project };
    let new = auth.create_key(&session, key, &wanted.name, Expires::days(90)).await?;
    Ok(page(html! {
        h1 { "Your new key" }
        p { "Keep it now: it is not shown again." }
        code { (new.text.expose()) }
        p { a href="/keys" { "To the keys" } }
    }))
}

/// Revokes a key of the user.
async fn revoke(
    session: Session,
    State(auth): State<Auth>,
    Path(id): Path<KeyId>,
) -> Result<Redirect, Failure> {
    auth.revoke_key(session.stored_id().ok_or(AuthError::AccessDenied)?, &id).await?;
    Ok(Redirect::to("/keys"))
}

/// The report, for a browser with a session and for a program with a key.
async fn report(caller: Caller<(), Key>) -> String {
    match caller {
        Caller::Session(session) => format!("for {}", session.user.name.as_deref().unwrap_or_default()),
        Caller::Key(key) => format!("for project {}, by the key {}", key.project, key.name),
    }
}

fn page(content: Markup) -> Html<String> {
    let page = html! {
        (maud::DOCTYPE)
        html lang="en" {
            head { meta charset="utf-8"; title { "API keys" } }
            body { (content) }
        }
    };
    Html(page.into_string())
}

/// An error whose cause goes to the log; the browser only sees that something failed.
struct Failure(AuthError);

impl From<AuthError> for Failure {
    fn from(error: AuthError) -> Self {
        Self(error)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = match self.0.is_refusal() {
            true => StatusCode::FORBIDDEN,
            false => StatusCode::INTERNAL_SERVER_ERROR,
        };
        tracing::error!(error = %self.0, "a request failed");
        (status, page(html! { h1 { "That did not work" } })).into_response()
    }
}
