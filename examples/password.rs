//! Sign-in by e-mail address and password. Users who have forgotten it get a link, and signed-in users change their
//! password (`/auth/password/change`) and their address (`/auth/email/change`). Users are kept in memory until the program
//! ends.
//!
//! `AUTH_SECRET=$(openssl rand -base64 33) cargo run --example password --features email,password`
//!
//! Sign in as `ada@example.com`, with the password `correct horse battery`. Mails are printed on the terminal. With
//! `AUTH_EMAIL_SERVER=smtps://user:password@smtp.example.com` and `AUTH_EMAIL_FROM=no-reply@example.com` they are sent.
//! `PORT` and `AUTH_URL` change port and URL.

use std::net::SocketAddr;

use auth::{
    Auth, Password,
    adapter::{Adapter, MemoryAdapter, NewUser},
    prelude::*,
    provider::{
        Email, Passwords,
        email::{AccountMails, ConsoleTransport, EmailVariableError},
    },
    time::{Clock, SystemClock},
};
use axum::{Json, Router, routing::get};

/// Writes each change of an address to the log, for the application's support.
#[auth::event(change_email)]
async fn moved(event: ChangeEmailEvent<'_>) {
    tracing::info!(user = %event.user.id, from = event.from, "a user has another address");
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

    let database = MemoryAdapter::new();
    let auth: Auth<()> = builder
        .database_sessions(database.clone())
        .passwords(Passwords::new())
        .account_mails(AccountMails::sent_by(email))
        .on::<moved>()
        .build()?;

    let ada = User::new("ada").with_name("Ada").with_email("ada@example.com");
    let ada = database.sign_up(NewUser::new(ada).verified_at(SystemClock.now()), None, None).await?.user;
    auth.set_password(&ada.id(), &Password::new("correct horse battery")).await?;

    let app = Router::new().route("/", get(who)).merge(auth.routes()).layer(auth.layer()).with_state(auth);
    println!("http://localhost:{port}");
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    // The connect info carries the client address, by which `auth` limits sign-in attempts.
    axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>()).await?;
    Ok(())
}

/// Returns the session, or `null`.
async fn who(session: Option<Session<()>>) -> Json<Option<Session<()>>> {
    Json(session)
}
