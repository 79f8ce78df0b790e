//! The server for the conformance kit, which compares it with Auth.js. Environment variables configure it.
//!
//! `cargo build --release --example conformance --features email,oauth,passkey,postgres,redis,sqlite`

#![allow(unreachable_pub, reason = "a program has no public interface")]

mod callbacks;
mod database;
mod environment;
mod providers;
mod reference;

use std::net::SocketAddr;

use auth::{
    Auth, Session,
    config::{SignInLayout, Theme, TrustedHosts},
    integration::SessionRejection,
};
use axum::{Router, http::StatusCode, routing::get};

use crate::callbacks::{Visible, by_address, issue, stored, update};

#[tokio::main]
async fn main() -> auth::Result<()> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let auth = auth().await?;
    let app = Router::new()
        .route("/", get(protected))
        .route("/banned", get(async || "banned"))
        .merge(auth.routes())
        .layer(axum::middleware::map_response(reference::keep_checks))
        .layer(axum::middleware::map_response(reference::hide_refused_mails))
        .layer(axum::middleware::from_fn(reference::delete_unknown_sessions))
        .with_state(auth);
    let listener = tokio::net::TcpListener::bind((environment::host(), environment::port()?)).await?;
    axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>()).await?;
    Ok(())
}

/// Builds the application. `build()` reads `AUTH_SECRET` and its rotation variables, `AUTH_URL` and `AUTH_TRUST_HOST`.
async fn auth() -> auth::Result<Auth<Visible>> {
    // As in Auth.js, each form of the sign-in page is open.
    let theme = Theme::new().sign_in_layout(SignInLayout::AllOpen);
    let mut builder = providers::add(Auth::builder())?.sign_in::<by_address>().theme(theme);
    if let Some(path) = environment::variable("AUTH_BASE_PATH") {
        builder = builder.base_path(&path);
    }
    if let Some(url) = environment::variable("AUTH_URL") {
        builder = builder.url(&url);
    } else if environment::variable("AUTH_TRUST_HOST").is_some() {
        builder = builder.trust_hosts(TrustedHosts::any());
    } else {
        builder = builder.origin(auth::config::OriginPolicy::Untrusted);
    }
    let mut builder =
        builder.session_max_age(environment::max_age()?).sign_in_limit(None).account_limit(None);
    if let Some(age) = environment::update_age()? {
        builder = builder.session_update_age(age);
    }
    if let Some(url) = environment::variable("DATABASE_URL") {
        let adapter = database::open(&url).await?;
        if environment::variable("SESSION_STRATEGY").as_deref() == Some("database") {
            return Ok(builder.database_sessions(adapter).session::<stored>().build()?);
        }
        builder = builder.adapter(adapter);
    }
    Ok(builder.jwt::<issue>().jwt_update::<update>().session::<Visible>().build()?)
}

/// The protected page. A session without e-mail address, name and ID shows `undefined`, as in the reference.
async fn protected(session: Result<Session<Visible>, SessionRejection>) -> (StatusCode, String) {
    let Ok(Session { user, data, .. }) = session else {
        return (StatusCode::UNAUTHORIZED, "signed out".to_owned());
    };
    let who = user.email.or(user.name).or(data.id).unwrap_or_else(|| "undefined".to_owned());
    (StatusCode::OK, format!("signed in as {who}"))
}
