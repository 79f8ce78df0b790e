//! Sign-in by codes that are sent to phones. On the account page (`/auth/account`), users add, change and remove their
//! number. Users are kept in memory until the program ends.
//!
//! `AUTH_SECRET=$(openssl rand -base64 33) cargo run --example sms --features password,sms`
//!
//! Ada has the number `+44 20 7946 0018`, and signs in as `ada@example.com` with the password `correct horse battery`, too.
//! Messages are printed on the terminal: implement `CodeChannel` for the service that sends yours. `PORT` and `AUTH_URL`
//! change port and URL.

use std::net::SocketAddr;

use auth::{
    Auth, Password,
    adapter::{Adapter, MemoryAdapter, NewUser},
    prelude::*,
    provider::{Passwords, ProviderType, Sms, sms::ConsoleChannel},
    time::{Clock, SystemClock},
};
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

    let database = MemoryAdapter::new();
    let auth: Auth<()> = builder
        .database_sessions(database.clone())
        .sms(Sms::new(ConsoleChannel).prefixes(["+44", "+49"])) // messages cost money: name your countries
        .passwords(Passwords::new())
        .account_page()
        .build()?;

    let ada = User::new("ada").with_name("Ada").with_email("ada@example.com");
    let number = Account::new("sms", ProviderType::Sms, "+442079460018");
    let ada = NewUser::new(ada).verified_at(SystemClock.now());
    let ada = database.sign_up(ada, Some(number.into()), None).await?.user;
    auth.set_password(&ada.id(), &Password::new("correct horse battery")).await?;

    let app = Router::new().route("/", get(who)).merge(auth.routes()).layer(auth.layer()).with_state(auth);
    println!("http://localhost:{port}");
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    // The connect info carries the client address, by which `auth` limits sign-in attempts and messages.
    axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>()).await?;
    Ok(())
}

/// Returns the session, or `null`.
async fn who(session: Option<Session<()>>) -> Json<Option<Session<()>>> {
    Json(session)
}
