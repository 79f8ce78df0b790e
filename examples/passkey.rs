//! Sign-in by passkeys, stored in memory until the program ends. Visitors may sign up by registering one
//! (`open_registration`), so nothing proves their e-mail addresses. By default, only signed-in users register passkeys.
//!
//! `AUTH_SECRET=$(openssl rand -base64 33) cargo run --example passkey --features passkey`
//!
//! Browsers allow passkeys on https and on `http://localhost`. `PORT` and `AUTH_URL` change port and URL.

use std::net::SocketAddr;

use auth::{Auth, adapter::MemoryAdapter, assurance, prelude::*, provider::Passkey};
use axum::{Json, Router, routing::get};

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
        .adapter(MemoryAdapter::new())
        .passkey(Passkey::new().relying_party_name("Passkey example").open_registration())
        .build()?;

    let app = Router::new()
        .route("/", get(who))
        .route("/keys", get(keys))
        .merge(auth.routes())
        .layer(auth.layer())
        .with_state(auth);
    println!("http://localhost:{port}");
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    // The connect info carries the client address, by which `auth` limits sign-in attempts.
    axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>()).await?;
    Ok(())
}

/// Requires a passkey that was used in the last five minutes. Otherwise, a browser is sent to the step-up page.
async fn keys(session: Proven<Session, assurance::Passkey, Minutes<5>>) -> String {
    format!("the keys of {}", session.user.email.as_deref().unwrap_or_default())
}

/// Returns the session, or `null`.
async fn who(session: Option<Session>) -> Json<Option<Session>> {
    Json(session)
}
