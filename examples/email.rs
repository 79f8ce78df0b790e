//! Sign-in by magic links:
//!
//! `AUTH_SECRET=$(openssl rand -base64 33) cargo run --example email --features email`
//!
//! Links are printed on the terminal. With `AUTH_EMAIL_SERVER=smtps://user:password@smtp.example.com` and
//! `AUTH_EMAIL_FROM=no-reply@example.com` they are sent by e-mail. `PORT` and `AUTH_URL` change port and URL.

use std::net::SocketAddr;

use auth::{
    Auth,
    adapter::MemoryAdapter,
    prelude::*,
    provider::{
        Email,
        email::{ConsoleTransport, EmailVariableError},
    },
};
use axum::{Json, Router, routing::get};

/// Sends no links to disposable e-mail addresses. It decides before the user has proven their identity, so the refusal
/// does not reveal whether an account exists.
#[auth::sign_in]
async fn no_throw_away(method: SignInMethod<'_>) -> bool {
    !matches!(method, SignInMethod::LinkRequested(address) if address.ends_with("@mailinator.com"))
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
    let email = match Email::from_env() {
        Err(EmailVariableError::Missing { .. }) => Email::new(ConsoleTransport, "no-reply@localhost")?,
        configured => configured?,
    };

    let auth: Auth<()> =
        builder.database_sessions(MemoryAdapter::new()).email(email).sign_in::<no_throw_away>().build()?;

    let app = Router::new()
        .route("/", get(async |session: Session<()>| Json(session)))
        .merge(auth.routes())
        .layer(auth.layer())
        .with_state(auth);
    println!("http://localhost:{port}");
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    // The connect info carries the client address, by which `auth` limits sign-in attempts.
    axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>()).await?;
    Ok(())
}
