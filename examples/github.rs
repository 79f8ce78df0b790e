//! Sign-in with GitHub:
//!
//! `AUTH_GITHUB_ID=… AUTH_GITHUB_SECRET=… AUTH_SECRET=$(openssl rand -base64 33) cargo run --example github --features oauth`
//!
//! Register an OAuth app at GitHub with the callback URL `http://localhost:3000/auth/callback/github`. Its
//! client ID and secret are the first two variables. `PORT` and `AUTH_URL` change port and URL.

use std::net::SocketAddr;

use auth::{
    Auth,
    prelude::*,
    provider::{GitHub, profile::GitHubProfile},
};
use axum::{Json, Router, routing::get};

/// The application's claims in the encrypted token.
#[auth::jwt]
struct Token {
    login: Option<String>,
}

/// The fields the browser may see.
#[auth::session(from = Token)]
struct Visible {
    login: Option<String>,
}

/// Creates the token. The profile is `Some` if the user signs in through GitHub.
#[auth::jwt]
async fn issue(profile: Option<Profile<GitHubProfile>>) -> Token {
    Token { login: profile.map(|Profile(profile)| profile.login) }
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

    let auth: Auth<Visible> =
        builder.provider(GitHub::from_env()?).jwt::<issue>().session::<Visible>().build()?;

    let app = Router::new()
        .route("/", get(async |session: Session<Visible>| Json(session)))
        .merge(auth.routes())
        .layer(auth.layer())
        .with_state(auth);
    println!("http://localhost:{port}");
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    // The connect info carries the client address, by which `auth` limits sign-in attempts.
    axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>()).await?;
    Ok(())
}
