//! Sign-in with GitHub:
//!
//! `AUTH_GITHUB_ID=… AUTH_GITHUB_SECRET=… AUTH_SECRET=$(openssl rand -base64 33) cargo run --example github`
//!
//! Register an OAuth app at GitHub with the callback URL `http://localhost:3000/auth/callback/github`; its
//! client id and secret are the first two variables. `PORT` and `AUTH_URL` choose another place.

use auth::{
    Auth,
    prelude::*,
    provider::{GitHub, profile::GitHubProfile},
};
use axum::{Json, Router, routing::get};

/// What the encrypted token holds beside the standard claims.
#[auth::jwt]
struct Token {
    login: Option<String>,
}

/// What the browser may see.
#[auth::session(from = Token)]
struct Visible {
    login: Option<String>,
}

/// The profile is there, with all its fields, when the sign-in came from GitHub.
#[auth::jwt]
async fn issue(profile: Option<Profile<GitHubProfile>>) -> Token {
    Token { login: profile.map(|Profile(profile)| profile.login) }
}

#[tokio::main]
async fn main() -> auth::Result<()> {
    tracing_subscriber::fmt().init();
    let port = std::env::var("PORT").map_or(Ok(3000), |port| port.parse::<u16>())?;
    let url = std::env::var("AUTH_URL").unwrap_or_else(|_| format!("http://localhost:{port}"));

    let auth: Auth<Visible> = Auth::builder()
        .url(&url)
        .provider(GitHub::from_env()?)
        .jwt::<issue>()
        .session::<Visible>()
        .build()?;

    let app = Router::new()
        .route("/", get(async |session: Session<Visible>| Json(session)))
        .merge(auth.routes())
        .layer(auth.layer())
        .with_state(auth);
    println!("{url}");
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    axum::serve(listener, app).await?;
    Ok(())
}
