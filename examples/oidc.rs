//! Sign-in through any OpenID provider, given its issuer and a client registered there.
//!
//! `OIDC_ISSUER=https://… OIDC_CLIENT_ID=… OIDC_CLIENT_SECRET=… AUTH_SECRET=… cargo run --example oidc --features oauth`
//!
//! Register the redirect URI `http://localhost:3000/auth/callback/sso` and the post-logout redirect URI
//! `http://localhost:3000/auth/signout/sso`. An issuer on this machine may use http.

use std::{env, net::SocketAddr};

use auth::{Auth, prelude::*, provider::oauth::Oidc};
use axum::{Json, Router, routing::get};

/// Allows only users whose e-mail address the provider has verified.
#[auth::sign_in]
async fn verified(email: Option<VerifiedEmail<'_>>) -> bool {
    email.is_some()
}

#[tokio::main]
async fn main() -> auth::Result<()> {
    tracing_subscriber::fmt().init();
    let port = env::var("PORT").map_or(Ok(3000), |port| port.parse::<u16>())?;
    // `build()` reads AUTH_SECRET and AUTH_URL.
    let mut builder = Auth::builder();
    if env::var_os("AUTH_URL").is_none() {
        builder = builder.url(&format!("http://localhost:{port}"));
    }
    let (issuer, id) = (env::var("OIDC_ISSUER")?, env::var("OIDC_CLIENT_ID")?);
    let sso = <Oidc>::new("sso", "Single sign-on", issuer, id, env::var("OIDC_CLIENT_SECRET")?)
        .sign_out_at_provider();

    let auth = builder.provider(sso).sign_in::<verified>().build()?;

    let app = Router::new()
        .route("/", get(async |session: Session| Json(session)))
        .merge(auth.routes())
        .layer(auth.layer())
        .with_state(auth);
    println!("http://localhost:{port}");
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    // The connect info carries the client address, by which `auth` limits sign-in attempts.
    axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>()).await?;
    Ok(())
}
