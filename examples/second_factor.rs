//! Sign-in by a password and a second factor: an authenticator application, or a recovery code. The names and their codes
//! are kept in memory until the program ends. Administrators need a second factor; other users may enrol one at
//! `/auth/totp`.
//!
//! `AUTH_SECRET=$(openssl rand -base64 33) cargo run --example second_factor --features totp`
//!
//! Sign in as `admin` or `ada`, with the password `correct horse`. `PORT` and `AUTH_URL` change port and URL.

use std::net::SocketAddr;

use auth::{Auth, adapter::MemoryAdapter, prelude::*};
use axum::{Json, Router, routing::get};

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

#[auth::second_factor]
async fn needed(user: &User) -> SecondFactor {
    if user.name.as_deref() == Some("admin") { SecondFactor::Required } else { SecondFactor::IfEnrolled }
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
        .totp("Second factor example")
        .second_factor::<needed>()
        .build()?;

    let app = Router::new().route("/", get(who)).merge(auth.routes()).layer(auth.layer()).with_state(auth);
    println!("http://localhost:{port}");
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    // The connect info carries the client address, by which `auth` limits sign-in attempts.
    axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>()).await?;
    Ok(())
}

/// Returns the session, or `null`.
async fn who(session: Option<Session>) -> Json<Option<Session>> {
    Json(session)
}
