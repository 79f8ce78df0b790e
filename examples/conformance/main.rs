//! The server for the conformance kit, which compares it with Auth.js. Environment variables configure it.
//!
//! `cargo build --release --example conformance --features email,oauth,passkey,postgres,redis,sqlite`

#![allow(unreachable_pub, reason = "a program has no public interface")]

mod application;
mod callbacks;
mod database;
mod environment;
mod providers;
mod reference;

use std::net::SocketAddr;

use auth::{Session, integration::SessionRejection};
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::Request,
    http::{StatusCode, header::CONTENT_LENGTH},
    middleware::{Next, from_fn},
    response::Response,
    routing::get,
};

use crate::{callbacks::Visible, reference::Asked};

#[tokio::main]
async fn main() -> auth::Result<()> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let auth = application::auth().await?;
    let app = Router::new()
        .route("/", get(protected))
        .route("/banned", get(async || "banned"))
        .merge(auth.routes())
        .layer(from_fn(as_the_reference))
        .with_state(auth);
    let listener = tokio::net::TcpListener::bind((environment::host(), environment::port()?)).await?;
    axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>()).await?;
    Ok(())
}

async fn protected(session: Result<Session<Visible>, SessionRejection>) -> (StatusCode, String) {
    match session {
        Ok(session) => (StatusCode::OK, application::protected_page(session)),
        Err(_) => (StatusCode::UNAUTHORIZED, "signed out".to_owned()),
    }
}

/// Makes each response that of the reference.
async fn as_the_reference(request: Request, next: Next) -> Response {
    let asked = Asked::of(request.uri().path(), request.headers());
    let (mut parts, body) = next.run(request).await.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let body = asked.mend(parts.status, &mut parts.headers, body.into());
    parts.headers.remove(CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(body))
}
