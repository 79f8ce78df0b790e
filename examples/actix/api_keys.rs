//! A page on which users make and revoke API keys for programs. To make one, they prove a second factor: the page leads to
//! it, and back.
//!
//! ```sh
//! cargo run --example actix … -- api_keys
//!
//! curl -i localhost:3000/report -H "authorization: Bearer $KEY"
//! ```
//!
//! Sign in by any name, with the password `correct horse`.

use actix_web::web::{Form, Html, Path, Redirect, ServiceConfig};
use auth::{
    Auth, AuthBuilder, AuthError,
    adapter::MemoryAdapter,
    api_key::{Expires, KeyId},
    assurance::Mfa,
    callback::Callbacks,
    covered::actix::{Routes, get, post},
    prelude::*,
};
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

/// Builds the application.
pub(crate) fn auth(builder: AuthBuilder<(), Callbacks>) -> auth::Result<Auth> {
    Ok(builder
        .database_sessions(MemoryAdapter::new())
        .credentials::<login>()
        .totp("API keys example")
        .api_keys::<Key>()
        .build()?)
}

/// Adds the pages.
pub(crate) fn routes(auth: Auth) -> impl Fn(&mut ServiceConfig) + Clone {
    move |config| covered(&auth).into_config()(config)
}

/// Returns the routes. One that does not say who may call it does not compile.
fn covered(auth: &Auth) -> Routes {
    let keys = Routes::new().route("", get(keys).post(make)).route("/{id}/revoke", post(revoke));
    Routes::new()
        .route("/", get(async |_: Public| Redirect::to("/keys")))
        .scope_in("/keys", auth.same_origin(), keys) // refuses forms of other sites
        .route("/report", get(report))
}

/// Shows the keys of the user, and a form that makes one.
async fn keys(session: Session, auth: Auth) -> Result<Html, AuthError> {
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
    auth: Auth,
    wanted: Form<Wanted>,
) -> Result<Html, AuthError> {
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
async fn revoke(session: Session, auth: Auth, id: Path<KeyId>) -> Result<Redirect, AuthError> {
    auth.revoke_key(session.stored_id().ok_or(AuthError::AccessDenied)?, &id).await?;
    Ok(Redirect::to("/keys").see_other())
}

/// The report, for a browser with a session and for a program with a key.
async fn report(caller: Caller<(), Key>) -> String {
    match caller {
        Caller::Session(session) => format!("for {}", session.user.name.as_deref().unwrap_or_default()),
        Caller::Key(key) => format!("for project {}, by the key {}", key.project, key.name),
    }
}

fn page(content: Markup) -> Html {
    let page = html! {
        (maud::DOCTYPE)
        html lang="en" {
            head { meta charset="utf-8"; title { "API keys" } }
            body { (content) }
        }
    };
    Html::new(page.into_string())
}
