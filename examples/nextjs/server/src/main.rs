//! The Rust server behind the Next.js application in `web`: sign-in, session, and an API for articles.
//!
//! ```sh
//! export AUTH_SECRET=$(openssl rand -base64 33)
//! AUTH_URL=http://localhost:3000/api/auth cargo run -p nextjs-server
//! ```

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use auth::{
    config::{ClientIpSource, PagesOptions},
    prelude::*,
};
use axum::{
    Json, Router,
    extract::{FromRef, State},
    http::{HeaderName, StatusCode},
    routing::get,
};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Deserialize, Serialize, auth::TypeScript)]
#[serde(rename_all = "lowercase")]
enum Role {
    Reader,
    Editor,
}

#[derive(Clone, Copy, Deserialize, Serialize, auth::TypeScript)]
#[serde(rename_all = "lowercase")]
enum Theme {
    Light,
    Dark,
}

#[auth::credentials]
struct Login {
    name: String,
    #[auth(password)]
    password: Secret,
}

/// Ada edits, Bob reads. A real application keeps its users in a database.
#[auth::authorize]
async fn login(form: Login) -> Option<User> {
    let (id, name, password) = match form.name.as_str() {
        "ada" => ("1", "Ada", "countess"),
        "bob" => ("2", "Bob", "builder"),
        _ => return None,
    };
    (form.password == Secret::new(password)).then(|| User::new(id).with_name(name))
}

#[auth::jwt]
struct Token {
    role: Role,
    theme: Theme,
}

/// What `useSession()` shows.
#[auth::session(from = Token, typescript)]
struct Visible {
    role: Role,
    theme: Theme,
}

#[auth::jwt]
async fn issue(user: &User) -> Token {
    let role = if user.id == "1" { Role::Editor } else { Role::Reader };
    Token { role, theme: Theme::Light }
}

/// What `useSession().update(…)` may change.
#[derive(Deserialize)]
struct Settings {
    theme: Theme,
}

#[auth::jwt(update)]
async fn settings(token: &mut Jwt<Token>, Update(settings): Update<Settings>) {
    token.theme = settings.theme;
}

#[auth::guard]
async fn editors(session: &Session<Visible>) -> bool {
    session.role == Role::Editor
}

/// The titles of all articles.
type Articles = Arc<Mutex<Vec<String>>>;

#[derive(Clone, FromRef)]
struct App {
    auth: Auth<Visible>,
    articles: Articles,
}

#[derive(Deserialize)]
struct NewArticle {
    title: String,
}

async fn list(
    _: Session<Visible>,
    State(articles): State<Articles>,
) -> Result<Json<Vec<String>>, StatusCode> {
    let articles = articles.lock().map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    Ok(Json(articles.clone()))
}

async fn publish(
    _: Guard<editors>,
    State(articles): State<Articles>,
    Json(article): Json<NewArticle>,
) -> Result<StatusCode, StatusCode> {
    articles.lock().map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?.push(article.title);
    Ok(StatusCode::CREATED)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> auth::Result<()> {
    let auth: Auth<Visible> = Auth::builder()
        .credentials::<login>()
        .jwt::<issue>()
        .jwt_update::<settings>()
        .session::<Visible>()
        .pages(PagesOptions::new().sign_in("/sign-in".parse()?))
        // Next.js sets it, unless a proxy in front of Next.js has done so.
        .client_ip(ClientIpSource::Header(HeaderName::from_static("x-forwarded-for")))
        .build()?;
    let articles = Articles::new(Mutex::new(vec!["Notes on the engine".to_owned()]));
    let app = Router::new()
        .route("/api/articles", get(list).post(publish))
        .merge(auth.routes())
        .layer(auth.layer())
        .with_state(App { auth, articles });
    let port = std::env::var("PORT").unwrap_or_else(|_| "4000".to_owned());
    let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>()).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Visible;

    #[test]
    fn the_browser_knows_the_session() {
        auth::typescript::assert_module::<(), Visible>("../web/next-auth.d.ts");
    }
}
