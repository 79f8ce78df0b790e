//! The examples on actix-web: one file for each of those on axum, with the same callbacks.
//!
//! ```sh
//! export AUTH_SECRET=$(openssl rand -base64 33)
//! cargo run --example actix --features actix,email,oauth,passkey,password,sms,totp -- members
//! ```
//!
//! In place of `members`, write the name of another file: `api_keys`, `email`, `github`, `oidc`, `passkey`, `password`,
//! `phone`, `second_factor` or `sms`. Each has the builder and the handlers; what all of them share is here. Users are kept
//! in memory until the program ends. `PORT` and `AUTH_URL` change port and URL.

pub(crate) mod api_keys;
pub(crate) mod email;
pub(crate) mod github;
pub(crate) mod members;
pub(crate) mod oidc;
pub(crate) mod passkey;
pub(crate) mod password;
pub(crate) mod phone;
pub(crate) mod second_factor;
pub(crate) mod sms;

use actix_web::{
    App, HttpServer,
    web::{Json, ServiceConfig},
};
use auth::{
    Auth, Session,
    integration::Optional,
    provider::{
        Email, GitHub, Passwords,
        email::{ConsoleTransport, EmailVariableError},
        sms::ConsoleChannel,
    },
    session::SessionData,
};

#[actix_web::main]
async fn main() -> auth::Result<()> {
    tracing_subscriber::fmt().init();
    let port = std::env::var("PORT").map_or(Ok(3000), |port| port.parse::<u16>())?;
    // `build()` reads AUTH_SECRET and AUTH_URL.
    let mut builder = Auth::builder();
    if std::env::var_os("AUTH_URL").is_none() {
        builder = builder.url(&format!("http://localhost:{port}"));
    }

    match std::env::args().nth(1).as_deref() {
        Some("api_keys") => {
            let auth = api_keys::auth(builder)?;
            serve(port, auth.clone(), api_keys::routes(auth)).await
        }
        Some("email") => serve(port, email::auth(builder, mails()?)?, email::routes).await,
        Some("github") => serve(port, github::auth(builder, GitHub::from_env()?)?, github::routes).await,
        Some("members") => {
            let members = members::Members::sample();
            let auth = members::auth(builder, members.clone())?;
            serve(port, auth.clone(), members::routes(auth, members)).await
        }
        Some("oidc") => serve(port, oidc::auth(builder, oidc::provider()?)?, oidc::routes).await,
        Some("passkey") => serve(port, passkey::auth(builder)?, passkey::routes).await,
        Some("password") => {
            serve(port, password::auth(builder, mails()?, Passwords::new()).await?, password::routes).await
        }
        Some("phone") => serve(port, phone::auth(builder)?, phone::routes).await,
        Some("second_factor") => serve(port, second_factor::auth(builder)?, second_factor::routes).await,
        Some("sms") => serve(port, sms::auth(builder, ConsoleChannel).await?, sms::routes).await,
        _ => Err("name an example: api_keys, email, github, members, oidc, passkey, password, phone, \
                  second_factor or sms"
            .into()),
    }
}

/// Serves the pages of an example, and the routes of the library. Connections carry the client address, by which `auth`
/// limits sign-in attempts.
async fn serve<V: SessionData>(
    port: u16,
    auth: Auth<V>,
    routes: impl Fn(&mut ServiceConfig) + Clone + Send + 'static,
) -> auth::Result<()> {
    println!("http://localhost:{port}");
    // The server runs this once for each of its threads.
    let app = move || App::new().wrap(auth.layer()).configure(routes.clone()).service(auth.scope());
    Ok(HttpServer::new(app).bind(("127.0.0.1", port))?.run().await?)
}

/// Mails go to the terminal, or by SMTP with `AUTH_EMAIL_SERVER=smtps://user:password@smtp.example.com` and
/// `AUTH_EMAIL_FROM=no-reply@example.com`.
fn mails() -> auth::Result<Email> {
    match Email::from_env() {
        Err(EmailVariableError::Missing { .. }) => Ok(Email::new(ConsoleTransport, "no-reply@localhost")?),
        configured => Ok(configured?),
    }
}

/// Returns the session, or `null`.
async fn who(Optional(session): Optional<Session>) -> Json<Option<Session>> {
    Json(session)
}
