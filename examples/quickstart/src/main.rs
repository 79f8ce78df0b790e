//! Quickstart: sign-up, and sign-in by mail, passkey and password on SQLite, with a second factor, an account page, API keys,
//! a typed session, and a page that asks for a permission and a recent proof.
//!
//! `cargo run -p quickstart`
//!
//! `callbacks.rs` shows the library; the other files are what every application has: users, routes, pages.
//!
//! Environment, all optional: `PORT` (3000), `DATABASE_URL` (`sqlite:quickstart.sqlite`), `AUTH_SECRET`,
//! `AUTH_URL`, `AUTH_EMAIL_SERVER` and `AUTH_EMAIL_FROM`. Without the last two, e-mails are printed on the terminal.

#![allow(unreachable_pub, reason = "an application has no public interface")]

mod callbacks;
mod db;
mod pages;
mod routes;

use std::{env, net::SocketAddr, time::Duration};

use auth::{
    Auth, Secret,
    config::{Random, SystemRandom},
    page::Languages,
    provider::{
        Email, Passkey, Passwords,
        email::{AccountMails, CodeLength, ConsoleTransport, EmailVariableError, MailContent},
    },
};

use crate::{
    callbacks::{Key, Member, Visible, audit, issue, not_banned, register, rename, still_valid},
    db::Db,
    routes::App,
};

#[tokio::main]
async fn main() -> auth::Result<()> {
    tracing_subscriber::fmt().init();
    let port = env::var("PORT").map_or(Ok(3000), |port| port.parse::<u16>())?;
    let local = format!("http://localhost:{port}");
    let database = env::var("DATABASE_URL").unwrap_or_else(|_| "sqlite:quickstart.sqlite".to_owned());

    let db = Db::open(&database).await?;
    let mut builder = Auth::builder(); // reads AUTH_URL
    if env::var_os("AUTH_URL").is_none() {
        builder = builder.url(&local);
    }
    let auth: Auth<Visible> = builder
        .state(db.clone())
        .users::<Member>()
        .secret(secret())
        .adapter(db.users.clone())
        .revocable_tokens(Duration::from_secs(10)) // a new password ends all other sessions
        .email(email()?)
        .account_mails(AccountMails::new()) // forgotten passwords, new addresses, notices
        .passkey(Passkey::new().relying_party_name("Quickstart"))
        .passwords(Passwords::new().words(["Quickstart"]))
        .totp("Quickstart") // a second factor, at /auth/totp
        .account_page() // users look after themselves, at /auth/account
        .api_keys::<Key>()
        .key_owners_by_jwt() // `issue` says what the owner of a key may do
        .languages(Languages::from_accept_language())
        .sign_up::<register>() // at /auth/signup
        .sign_in::<not_banned>()
        .jwt::<issue>()
        .jwt_update::<rename>()
        .jwt_access::<still_valid>()
        .session::<Visible>()
        .on::<audit>()
        .build()?;
    auth.commands().routes(&routes::routes()).answer().await?; // for `cargo auth`, and nothing otherwise
    db.seed(&auth).await?;

    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    println!("\n  {local}\n\n  Users of {database}, each with the password `{}`:", db::DEMO_PASSWORD);
    for user in db::DEMO_USERS {
        println!("    {:<20} {}", user.email, user.note);
    }
    println!();
    // The connect info carries the client address, by which `auth` limits sign-in attempts.
    let app = routes::app(App { auth, db }).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, app).await?;
    Ok(())
}

/// Sends e-mails with a link and a code through the server named in the environment, or prints them if there is none.
fn email() -> auth::Result<Email> {
    let email = match Email::from_env() {
        Err(EmailVariableError::Missing { .. }) => {
            println!("AUTH_EMAIL_SERVER is not set: mails are printed here.");
            Email::new(ConsoleTransport, "no-reply@localhost")?
        }
        configured => configured?,
    };
    Ok(email.content(MailContent::LinkAndCode(CodeLength::Six)))
}

/// Returns the secret from `AUTH_SECRET`, or a random one that lasts until the server stops.
fn secret() -> Secret {
    if let Ok(secret) = env::var("AUTH_SECRET") {
        return secret.into();
    }
    println!("AUTH_SECRET is not set: sessions will end with this run. `openssl rand -base64 33` makes one.");
    let mut bytes = [0; 32];
    SystemRandom.fill(&mut bytes);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into()
}
