//! Sign-in by e-mail address and password: `cargo run --example actix … -- password`. Users who have forgotten it get a
//! link, and signed-in users change their password (`/auth/password/change`) and their address (`/auth/email/change`).
//!
//! Sign in as `ada@example.com`, with the password `correct horse battery`.

use actix_web::web::{self, ServiceConfig};
use auth::{
    Auth, AuthBuilder, Password,
    adapter::{Adapter, MemoryAdapter, NewUser},
    callback::Callbacks,
    prelude::*,
    provider::{Email, Passwords, email::AccountMails},
    time::{Clock, SystemClock},
};

use super::who;

/// Writes each change of an address to the log, for the application's support.
#[auth::event(change_email)]
async fn moved(event: ChangeEmailEvent<'_>) {
    tracing::info!(user = %event.user.id, from = event.from, "a user has another address");
}

/// Builds the application, with a first user.
pub(crate) async fn auth(
    builder: AuthBuilder<(), Callbacks>,
    email: Email,
    passwords: Passwords,
) -> auth::Result<Auth> {
    let database = MemoryAdapter::new();
    let auth: Auth = builder
        .database_sessions(database.clone())
        .passwords(passwords)
        .account_mails(AccountMails::sent_by(email))
        .on::<moved>()
        .build()?;
    let ada = User::new("ada").with_name("Ada").with_email("ada@example.com");
    let ada = database.sign_up(NewUser::new(ada).verified_at(SystemClock.now()), None, None).await?.user;
    auth.set_password(&ada.id(), &Password::new("correct horse battery")).await?;
    Ok(auth)
}

/// Adds the pages.
pub(crate) fn routes(config: &mut ServiceConfig) {
    config.route("/", web::get().to(who));
}
