//! `src/routes.rs` of a new project, and the record of its routes.

use super::Project;

/// The record that a test of the project compares with its routes.
pub(super) const RECORD: &str = r#"{
  "GET /": "public",
  "GET /private": "session"
}
"#;

const ROUTES: &str = r#"//! The routes of the application. Those below `/auth` come from the library.

use auth::{
    Auth, Session,
    covered::{Router, get},
};
use axum::response::Html;

use crate::callbacks::Visible;

/// Builds the application.
pub fn app(auth: Auth<Visible>) -> axum::Router {
    routes()
        .into_router()
        .layer(auth.same_origin()) // refuses forms of other sites
        .merge(auth.routes())
        .layer(auth.layer()) // extends the sessions of active users
        .with_state(auth)
}

/// The routes. The first argument of each handler says who may call it; without one, this does not compile.
pub fn routes() -> Router<Auth<Visible>> {
    Router::new().route("/", get(home)).route("/private", get(private))
}

/// The start page, with or without a session.
async fn home(session: Option<Session<Visible>>) -> Html<String> {
    let body = match session {
        Some(session) => format!(
            "<p>Hello, {}!</p><p><a href=\"/private\">A private page</a>, <a href=\"/auth/account\">your account</a>, \
             <a href=\"/auth/signout\">sign out</a></p>",
            name(&session)
        ),
        None => "<p>Hello!</p><p><a href=\"/auth/signin\">Sign in</a></p>".to_owned(),
    };
    page(&body)
}

/// Runs only with a session. A browser without one is sent to the sign-in page, and comes back.
async fn private(session: Session<Visible>) -> Html<String> {
    page(&format!("<p>Only you see this, {}.</p>", name(&session)))
}

fn name(session: &Session<Visible>) -> String {
    let name = session.user.name.as_deref().or(session.user.email.as_deref()).unwrap_or("stranger");
    name.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn page(body: &str) -> Html<String> {
    Html(format!("<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>@name@</title>{body}</html>"))
}

#[cfg(test)]
mod tests {
    /// `AUTH_UPDATE=1 cargo test` writes the file, so that a review shows who may call what.
    #[test]
    fn who_may_call_what_is_on_record() {
        auth::covered::assert_routes(&super::routes(), "routes.json");
    }
}
"#;

impl Project {
    pub(super) fn routes(&self) -> String {
        ROUTES.replace("@name@", &self.name)
    }
}
